// The larger program among the twins.
#pragma once

#include <stdint.h>

// Makes a document of 200 records and reads it ten times; what it sums up.
int64_t Json(void);
