/* tests/test_compared.c - what holds for comparisons of any region, on a few. */
#include "tests/compared.h"

int main(void)
{
    return compared_run(1, 3);
}
