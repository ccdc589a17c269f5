/* tests/long_compared.c - what holds for comparisons of any region, on twenty. */
#include "tests/compared.h"

int main(void)
{
    return compared_run(101, 120);
}
