/* tests/near.h - compare two numbers; the cmocka of Debian 12 has no assertion for doubles. */
#ifndef TESTS_NEAR_H
#define TESTS_NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static inline void assert_near_at(double got, double want, double tol, const char *file, int line)
{
    if (fabs(got - want) <= tol) /* false when one is not a number */
        return;
    print_error("%s:%d: got %.15g, want %.15g within %g\n", file, line, got, want, tol);
    _fail(file, line);
}

#define assert_near(got, want, tol) assert_near_at((got), (want), (tol), __FILE__, __LINE__)

#endif
