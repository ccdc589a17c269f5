/* model/path.h - what the name of a file tells. */
#ifndef MODEL_PATH_H
#define MODEL_PATH_H

#include <stdbool.h>

/* Whether path ends in this, such as ".html" or "/", with something before it. Case matters. */
bool path_ends_in(const char *path, const char *ending);

#endif
