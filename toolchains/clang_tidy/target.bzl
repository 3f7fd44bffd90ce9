"""clang-tidy over single targets, for the command line; see docs/testing.md."""

load(":analyse.bzl", "ANALYSE_ATTRIBUTES", "analyse")
load(":unit.bzl", "UNIT_ATTRIBUTES", "is_own_unit", "unit_of")

def _clang_tidy_impl(target, ctx):
    if not is_own_unit(ctx):
        return []
    unit = unit_of(target, ctx)
    if not unit.files:
        return []
    name = "clang_tidy/" + ctx.label.name
    report = analyse(
        ctx,
        name,
        unit.files,
        [unit],
        ctx.executable._driver,
        in_kernel = ctx.label.package.startswith("src/") and not unit.testonly,
        strict = True,
    )
    return [OutputGroupInfo(clang_tidy = depset([report]))]

clang_tidy = aspect(
    implementation = _clang_tidy_impl,
    attrs = dict(
        ANALYSE_ATTRIBUTES,
        _driver = attr.label(cfg = "exec", default = "//tools/clang_tidy", executable = True),
        **UNIT_ATTRIBUTES
    ),
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
    doc = "Fails to build the output group clang_tidy of a C++ target with findings.",
)
