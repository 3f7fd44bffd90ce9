"""The tests that fail with clang-tidy's findings."""

load(":analyse.bzl", "ANALYSE_ATTRIBUTES", "analyse")
load(":package.bzl", "TidyPackageInfo")

# Every file of a tidied package is of exactly one kind.
TIDY_KINDS = ["bare_metal", "kernel", "kernel_tests", "tools", "tools_tests"]

def _hosted_kind(package, testonly):
    kind = "kernel" if package.startswith("src/") else "tools"
    return kind + "_tests" if testonly else kind

def _units_of_kind(kind, packages):
    units = []
    for package in packages:
        info = package[TidyPackageInfo]
        if kind == "bare_metal":
            units += info.bare_metal
        else:
            units += [
                unit
                for unit in info.hosted
                if _hosted_kind(package.label.package, unit.testonly) == kind
            ]
    return units

def _groups(units):
    """Units by their flags, whatever directories they search for headers."""
    groups = {}
    for unit in units:
        if unit.files:
            groups.setdefault(unit.flags, []).append(unit)
    return groups

def _analyse(ctx, name, units, seen):
    in_kernel = ctx.attr.kind in ["bare_metal", "kernel"]
    files = []
    for unit in units:
        for file in unit.files:
            if file not in seen:
                seen[file] = True
                files.append(file)
    if not files:
        return []
    return [analyse(ctx, name, files, units, ctx.executable._driver, in_kernel)]

def _clang_tidy_test_impl(ctx):
    reports = []
    seen = {}
    for index, units in enumerate(_groups(_units_of_kind(ctx.attr.kind, ctx.attr.packages)).values()):
        reports += _analyse(ctx, "{}_{}".format(ctx.label.name, index), units, seen)
    if not reports:
        fail("{} analyses nothing".format(ctx.label))
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        output = script,
        content = "#!/bin/sh\ncat {0}\n! cat {0} | grep -q .\n".format(
            " ".join([report.short_path for report in reports]),
        ),
        is_executable = True,
    )
    return [DefaultInfo(executable = script, runfiles = ctx.runfiles(files = reports))]

clang_tidy_test = rule(
    implementation = _clang_tidy_test_impl,
    attrs = dict(
        ANALYSE_ATTRIBUTES,
        kind = attr.string(mandatory = True, values = TIDY_KINDS),
        packages = attr.label_list(providers = [TidyPackageInfo]),
        _driver = attr.label(
            # Tests are built for the host, so the tool is the one its own tests use.
            cfg = "target",
            default = "//tools/clang_tidy",
            executable = True,
        ),
    ),
    test = True,
    doc = "Fails with what clang-tidy finds in the files of one kind.",
)
