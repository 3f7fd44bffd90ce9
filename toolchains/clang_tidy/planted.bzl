"""A test that the queries find what was planted for them, and nothing else."""

load("//toolchains:cc.bzl", "sk_cc_library")
load(":analyse.bzl", "ANALYSE_ATTRIBUTES", "analyse")
load(":unit.bzl", "TidyUnitInfo", "tidy_unit")

# Both sides as lines of PATH:LINE: WORDS.
_COMPARE = """#!/bin/sh
grep -n '// planted: ' {sources} /dev/null |
  sed -E 's#^([^:]+:[0-9]+:).*// planted: (.*)$#\\1 \\2#' | sort > "$TEST_TMPDIR/planted"
sed -nE 's#^([^:]+:[0-9]+:)[0-9]+: error: (.*) \\[fence\\]$#\\1 \\2#p' {report} |
  sort > "$TEST_TMPDIR/found"
test -s "$TEST_TMPDIR/planted" && diff "$TEST_TMPDIR/planted" "$TEST_TMPDIR/found"
"""

def _planted_test_impl(ctx):
    unit = ctx.attr.library[TidyUnitInfo]
    name = ctx.label.name
    report = analyse(ctx, name, unit.files, [unit], ctx.executable._driver, in_kernel = True)
    script = ctx.actions.declare_file(name + ".sh")
    ctx.actions.write(
        output = script,
        content = _COMPARE.format(
            report = report.short_path,
            sources = " ".join([file.short_path for file in unit.files]),
        ),
        is_executable = True,
    )
    return [DefaultInfo(
        executable = script,
        runfiles = ctx.runfiles(files = [report] + list(unit.files)),
    )]

_planted_test = rule(
    implementation = _planted_test_impl,
    attrs = dict(
        ANALYSE_ATTRIBUTES,
        library = attr.label(aspects = [tidy_unit], mandatory = True),
        _driver = attr.label(cfg = "target", default = "//tools/clang_tidy", executable = True),
    ),
    test = True,
)

def planted_test(name, srcs, deps = []):
    """Fails unless the queries find what lines with `// planted: WORDS` say, and nothing else.

    Args:
      name: of the test.
      srcs: sources that are compiled as those below src are, in a folder of that name.
      deps: what they use.
    """
    library = name + "_sources"
    sk_cc_library(
        name = library,
        testonly = True,
        srcs = srcs,
        snippets = True,
        tags = ["manual"],
        deps = deps,
    )
    _planted_test(
        name = name,
        size = "small",
        library = library,
        tags = ["sources"],
    )
