"""The action that runs clang-tidy and clang-query."""

ANALYSE_ATTRIBUTES = {
    "_casts": attr.label(allow_single_file = True, default = ":casts.query"),
    "_checks": attr.label(allow_single_file = True, default = "//:.clang-tidy"),
    "_kernel": attr.label(allow_single_file = True, default = ":kernel.query"),
    "_program": attr.label(allow_single_file = True, default = "@llvm//:bin/clang-tidy"),
    "_query_program": attr.label(allow_single_file = True, default = "@llvm//:bin/clang-query"),
}

# A test that takes a value which is not there stops and fails, and the check does not understand
# that ASSERT_TRUE has looked; tests look at what a move leaves behind, and nobody copies a fixture.
# Style and speed of tests are not worth the time that GoogleTest's headers take there.
_EXCEPT_IN_TESTS = ",".join([
    "-bugprone-unchecked-optional-access",
    "-bugprone-use-after-move",
    "-cppcoreguidelines-special-member-functions",
    "-google-*",
    "-modernize-*",
    "-performance-*",
    "-readability-*",
    "readability-function-cognitive-complexity",
])

def _unique(lists):
    return {element: None for elements in lists for element in elements}.keys()

def analyse(ctx, name, files, units, driver, in_kernel, strict = False):
    """Registers the analysis of some files as one translation unit.

    Args:
      ctx: of a rule or aspect with ANALYSE_ATTRIBUTES.
      name: of the outputs, without extension.
      files: headers and sources, in the order in which they are included.
      units: the TidyUnitInfo they are of, all with the same flags.
      driver: the executable //tools/clang_tidy.
      in_kernel: whether the kernel's own rules hold: it is neither a test nor a tool.
      strict: whether the action fails if there are findings.

    Returns:
      The file with the findings.
    """
    source = ctx.actions.declare_file(name + ".cc")
    report = ctx.actions.declare_file(name + ".txt")
    arguments = ctx.actions.args()
    arguments.add(ctx.file._program, format = "--program=%s")
    arguments.add(ctx.file._checks, format = "--checks=%s")
    arguments.add(source, format = "--source=%s")
    arguments.add(report, format = "--report=%s")
    if units[0].testonly:
        arguments.add(_EXCEPT_IN_TESTS, format = "--except=%s")
    if strict:
        arguments.add("--strict=yes")
    queries = [ctx.file._casts] + ([ctx.file._kernel] if in_kernel else [])
    arguments.add(ctx.file._query_program, format = "--query-program=%s")
    arguments.add_all(queries, format_each = "--queries=%s")
    arguments.add_all(files)
    arguments.add("--")
    arguments.add_all(units[0].flags)
    arguments.add_all(_unique([unit.includes for unit in units]))
    ctx.actions.run(
        executable = driver,
        arguments = [arguments],
        inputs = depset(
            [ctx.file._program, ctx.file._checks, ctx.file._query_program] + queries,
            transitive = [unit.inputs for unit in units],
        ),
        outputs = [source, report],
        mnemonic = "ClangTidy",
        progress_message = "Analysing %d files of %s" % (len(files), ctx.label),
    )
    return report
