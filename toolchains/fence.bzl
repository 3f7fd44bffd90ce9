"""The fence around unsafe code: one test for each package with C++ of our own.

The macros of cc.bzl make it, so no package and no file in one can be left out. What the rules are:
docs/safe-subset.md; what applies them: //tools/fence.
"""

# Every package that has C++ of our own. The budget test counts in these; a package that is
# missing here does not load.
FENCED_PACKAGES = [
    "",
    "src/arbiter",
    "src/base",
    "src/boot",
    "src/capabilities",
    "src/console",
    "src/devices",
    "src/forthvm",
    "src/forthvm/see",
    "src/forthvm/words",
    "src/hal",
    "src/hal/acpi",
    "src/hal/hosted",
    "src/hal/keyboard",
    "src/hal/screen",
    "src/hal/time",
    "src/hal/x86_64",
    "src/hal/x86_64/apic",
    "src/hal/x86_64/devices",
    "src/hal/x86_64/time",
    "src/heap",
    "src/ipc",
    "src/kernel",
    "src/kernel/simulation",
    "src/kernel_words",
    "src/loader",
    "src/native",
    "src/native/encoder",
    "src/parity",
    "src/physics",
    "src/pmm",
    "src/ramfs",
    "src/regions",
    "src/runtime",
    "src/storage",
    "src/vmm",
    "tests/boot",
    "tests/engines",
    "tests/forth_fuzz",
    "tests/fuzz",
    "tests/must_not_compile",
    "tests/peers",
    "tests/toolchain",
    "toolchains/testing",
    "tools/clang_tidy",
    "tools/command_line",
    "tools/coverage",
    "tools/disk_image",
    "tools/elf2efi",
    "tools/fence",
    "tools/hermetic_tool",
    "tools/native_listing",
    "tools/physics_plots",
    "tools/qemu_boot",
    "tools/runfiles",
    "tools/text_packer",
    "tools/word_reference",
]

# Snippets that break the rules on purpose, to be refused by the compiler, and are never linked.
_SNIPPETS = ["tests/must_not_compile"]

# Whatever a compiler may take for a source; the tool refuses those not named .h, .cc or .S.
_SOURCES = [
    "a",
    "asm",
    "C",
    "c",
    "c++",
    "cc",
    "cpp",
    "cppm",
    "cxx",
    "h",
    "hh",
    "hpp",
    "hxx",
    "inc",
    "inl",
    "ipp",
    "ll",
    "o",
    "S",
    "s",
    "tcc",
]

def _fence_impl(ctx):
    program = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.symlink(output = program, target_file = ctx.executable._fence, is_executable = True)
    return [DefaultInfo(
        executable = program,
        runfiles = ctx.runfiles(files = ctx.files.srcs + ctx.files.data),
    )]

_ATTRIBUTES = {
    "data": attr.label_list(allow_files = True, doc = "Files that the arguments name."),
    "srcs": attr.label_list(allow_files = True, doc = "Sources and BUILD files to look at."),
    "_fence": attr.label(cfg = "target", default = "//tools/fence", executable = True),
}

fence_test = rule(
    implementation = _fence_impl,
    attrs = _ATTRIBUTES,
    doc = "Runs //tools/fence with `args` over some sources.",
    test = True,
)

fence_command = rule(
    implementation = _fence_impl,
    attrs = _ATTRIBUTES,
    doc = "The same for `bazel run`.",
    executable = True,
)

def fence_package():
    """Puts the calling package under the fence, once: `fence_test`, and its sources for the budget."""
    if native.existing_rule("fence_test"):
        return
    package = native.package_name()
    if package not in FENCED_PACKAGES:
        fail("add \"%s\" to FENCED_PACKAGES in toolchains/fence.bzl, so that it is counted" % package)

    # The root has no sources, and what lies below it without a BUILD file is not ours.
    anywhere = "**/*." if package else "*."
    native.filegroup(
        name = "fence_sources",
        srcs = native.glob(
            ["BUILD", "BUILD.bazel"] + ([] if package in _SNIPPETS else [
                anywhere + extension
                for extension in _SOURCES
            ]),
            allow_empty = True,
        ),
        visibility = ["//tests/safe_subset:__pkg__"],
    )
    fence_test(
        name = "fence_test",
        size = "small",
        srcs = [":fence_sources"],
        args = ["check"],
        tags = ["sources"],
        target_compatible_with = ["@platforms//os:linux"],
    )

KernelPackagesInfo = provider(
    doc = "What of src some targets are linked from.",
    fields = {"targets": "Depset of pairs: package, and the label of a target that no macro made or empty."},
)

def _kernel_packages_aspect_impl(target, ctx):
    below = []
    for name in ["deps", "srcs", "executable", "loader"]:
        value = getattr(ctx.rule.attr, name, None)
        for dependency in value if type(value) == type([]) else [value]:
            if type(dependency) == "Target" and KernelPackagesInfo in dependency:
                below.append(dependency[KernelPackagesInfo].targets)
    own = []
    if target.label.workspace_name == "" and target.label.package.startswith("src/") and CcInfo in target:
        loose = "strict_warnings" not in getattr(ctx.rule.attr, "features", [])
        own.append((target.label.package, str(target.label) if loose else ""))
    return [KernelPackagesInfo(targets = depset(own, transitive = below))]

_kernel_packages_aspect = aspect(
    implementation = _kernel_packages_aspect_impl,
    attr_aspects = ["deps", "executable", "loader", "srcs"],
)

def _kernel_packages_impl(ctx):
    targets = depset(transitive = [dep[KernelPackagesInfo].targets for dep in ctx.attr.deps])
    lines = {}
    for package, loose in targets.to_list():
        lines["package " + package] = True
        if loose:
            lines["loose " + loose] = True
    output = ctx.actions.declare_file(ctx.label.name + ".txt")
    ctx.actions.write(output = output, content = "".join([line + "\n" for line in sorted(lines)]))
    return [DefaultInfo(files = depset([output]), runfiles = ctx.runfiles(files = [output]))]

kernel_packages = rule(
    implementation = _kernel_packages_impl,
    attrs = {"deps": attr.label_list(aspects = [_kernel_packages_aspect])},
    doc = "Lists the packages under src that `deps` are linked from, and targets made by no macro.",
)
