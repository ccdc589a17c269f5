/* tests/long_properties.c - what holds for any region, on two hundred of them. */
#include "tests/properties.h"

int main(void)
{
    return properties_run(101, 300);
}
