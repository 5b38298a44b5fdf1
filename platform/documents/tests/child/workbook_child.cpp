// The child alone, for test programs: the program itself has it behind a hidden word.
#include <iterator>

#include "platform/documents/workbook_child.h"

int main(int argc, char** argv) { return alianza::documents::serve_workbook({std::next(argv, 2), std::next(argv, argc)}); }
