/* model/status.h - how a call ended; what, where and why stand in the diag_list. */
#ifndef MODEL_STATUS_H
#define MODEL_STATUS_H

#if defined(__GNUC__)
#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(format, first) __attribute__((__format__(__printf__, format, first)))
#define FORMAT_ARG(format) __attribute__((__format_arg__(format)))
#else
#define MUST_CHECK
#define PRINTF_LIKE(fmt, first)
#define FORMAT_ARG(format)
#endif

typedef enum status {
    STATUS_OK = 0,
    STATUS_INVALID,     /* the input has errors; the diag_list names each */
    STATUS_INFEASIBLE,  /* no plan meets the targets and limits of the region */
    STATUS_LIMIT,       /* stopped at a time limit or by the user, with a valid result */
    STATUS_USAGE,       /* the command line is wrong */
    STATUS_NO_MEMORY,
    STATUS_IO,          /* a file cannot be read or written */
    STATUS_SOLVER,      /* the LP solver failed; no result */
} status;

#endif
