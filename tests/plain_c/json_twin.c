// tests/engines/programs/json.fs in C, as somebody who writes C would.
#include "tests/plain_c/json_twin.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char document[40000];
static size_t document_size;
static int64_t seed;

static int64_t Random(int64_t bound) {
  seed = (seed * 1103515245 + 12345) & 2147483647;
  return (seed >> 16) % bound;
}

static void AddText(const char* text) {
  const size_t length = strlen(text);
  memcpy(document + document_size, text, length);
  document_size += length;
}

static void AddNumber(int64_t number) {
  char text[24];
  (void)snprintf(text, sizeof text, "%lld", (long long)number);
  AddText(text);
}

static void AddTags(int64_t count) {
  AddText("[");
  for (int64_t i = 0; i < count; ++i) {
    AddText(i != 0 ? ", " : "");
    AddText("\"tag \\\"");
    AddNumber(Random(1000));
    AddText("\\\"\"");
  }
  AddText("]");
}

static void AddRecord(int64_t number) {
  AddText("{\"id\": ");
  AddNumber(number);
  AddText(", \"price\": ");
  AddNumber(Random(20000) - 10000);
  AddText(".");
  AddNumber(Random(100));
  if (number % 3 == 0) {
    AddText("e-");
    AddNumber(Random(9));
  }
  AddText(",\n \"parent\": ");
  AddText(number % 5 != 0 ? "null" : "{}");
  AddText(", \"sold\": ");
  AddText((number & 1) != 0 ? "true" : "false");
  AddText(", \"tags\": ");
  AddTags(Random(4));
  AddText("}");
}

static void MakeDocument(void) {
  document_size = 0;
  seed = 1;
  AddText("[");
  for (int64_t i = 0; i < 200; ++i) {
    AddText(i != 0 ? ",\n" : "");
    AddRecord(i);
  }
  AddText("]");
}

static const char* cursor;
static const char* end;
static uint32_t summed;

static void Fail(void) {
  (void)fprintf(stderr, "the document is no JSON\n");
  exit(1);
}

static void Note(int64_t value) { summed = summed * 31 + (uint32_t)value; }
static char Peek(void) { return cursor < end ? *cursor : '\0'; }
static char Take(void) {
  const char taken = Peek();
  ++cursor;
  return taken;
}
static bool Skipped(char wanted) {
  if (Peek() != wanted) {
    return false;
  }
  ++cursor;
  return true;
}
static void RequireChar(char wanted) {
  if (Take() != wanted) {
    Fail();
  }
}
static void SkipBlanks(void) {
  while (Peek() == ' ' || Peek() == '\n') {
    ++cursor;
  }
}
static bool IsDigit(char it) { return it >= '0' && it <= '9'; }

static int64_t ReadDigits(int64_t number) {
  while (IsDigit(Peek())) {
    number = number * 10 + (Take() - '0');
  }
  return number;
}

static void ReadNumber(void) {
  const bool is_negative = Skipped('-');
  if (!IsDigit(Peek())) {
    Fail();
  }
  int64_t number = ReadDigits(0);
  if (Skipped('.')) {
    number = ReadDigits(number);
  }
  if (Skipped('e')) {
    const bool is_fraction = Skipped('-');
    const int64_t exponent = ReadDigits(0);
    number += (is_fraction ? -exponent : exponent) * 7;
  }
  Note(is_negative ? -number : number);
}

static void ReadString(void) {
  RequireChar('"');
  uint32_t hash = 5381;
  for (char next = Take(); next != '"'; next = Take()) {
    if (next == '\\') {
      next = Take();
    }
    if (next == '\0') {
      Fail();
    }
    hash = (hash * 33) ^ (uint8_t)next;
  }
  Note(hash);
}

static void ReadLiteral(const char* text, int64_t value) {
  Note(value);
  for (; *text != '\0'; ++text) {
    RequireChar(*text);
  }
}

static void ReadValue(void);

// Whether there is one more behind a comma.
static bool ReadRest(char close) {
  SkipBlanks();
  if (Skipped(',')) {
    return true;
  }
  RequireChar(close);
  return false;
}

static void ReadList(void) {
  ++cursor;
  SkipBlanks();
  if (Skipped(']')) {
    return;
  }
  do {
    ReadValue();
  } while (ReadRest(']'));
  Note('[');
}

static void ReadObject(void) {
  ++cursor;
  SkipBlanks();
  if (Skipped('}')) {
    return;
  }
  do {
    SkipBlanks();
    ReadString();
    SkipBlanks();
    RequireChar(':');
    ReadValue();
  } while (ReadRest('}'));
  Note('{');
}

static void ReadValue(void) {
  SkipBlanks();
  switch (Peek()) {
    case '{': ReadObject(); break;
    case '[': ReadList(); break;
    case '"': ReadString(); break;
    case 't': ReadLiteral("true", 1); break;
    case 'f': ReadLiteral("false", 2); break;
    case 'n': ReadLiteral("null", 3); break;
    default: ReadNumber();
  }
}

int64_t Json(void) {
  MakeDocument();
  summed = 0;
  for (int round = 0; round < 10; ++round) {
    cursor = document;
    end = document + document_size;
    ReadValue();
    SkipBlanks();
    if (cursor != end) {
      Fail();
    }
  }
  return summed;
}
