/* tests/test_properties.c - what holds for any region, on a dozen of them. */
#include "tests/properties.h"

int main(void)
{
    return properties_run(1, 12);
}
