"""Tests that boot the kernel in QEMU and look at what it says."""

def _rlocation(ctx, file):
    if file.short_path.startswith("../"):
        return file.short_path[3:]
    return ctx.workspace_name + "/" + file.short_path

def _line(key, value):
    return "%s %s\n" % (key, value.replace("\\", "\\\\").replace("\n", "\\n"))

def _boot_test_impl(ctx):
    content = ""
    runfiles = ctx.runfiles(files = ctx.files.files + ctx.files.modules + ctx.files.said)
    runfiles = runfiles.merge(ctx.attr._driver[DefaultInfo].default_runfiles)
    if hasattr(ctx.executable, "_qemu_boot"):
        content += _line("qemu_boot", _rlocation(ctx, ctx.executable._qemu_boot))
        runfiles = runfiles.merge(ctx.attr._qemu_boot[DefaultInfo].default_runfiles)
    if ctx.attr.hosted:
        content += _line("hosted", _rlocation(ctx, ctx.executable.hosted))
        content += _line("packets", "yes" if ctx.attr.packets else "no")
        runfiles = runfiles.merge(ctx.attr.hosted[DefaultInfo].default_runfiles)
    for argument in ctx.attr.hosted_arguments:
        content += _line("hosted_argument", argument)
    if ctx.file.image:
        content += _line("image", _rlocation(ctx, ctx.file.image))
        runfiles = runfiles.merge(ctx.runfiles(files = [ctx.file.image]))
    for file in ctx.files.files:
        content += _line("file", _rlocation(ctx, file) + " " + file.basename)
    for file in ctx.files.modules:
        content += _line("module", _rlocation(ctx, file) + " " + file.basename)
    for argument in ctx.attr.arguments:
        content += _line("argument", argument)
    if ctx.attr.drill:
        content += _line("argument", "--drill") + _line("argument", ctx.attr.drill)
    content += _line("input", ctx.attr.input)
    for wanted in ctx.attr.expect:
        if wanted.startswith("re:"):
            content += _line("expect_regex", wanted[3:])
        else:
            content += _line("expect", wanted)
    for unwanted in ctx.attr.forbid:
        content += _line("forbid", unwanted)
    for wanted in ctx.attr.expect_error:
        content += _line("expect_error", wanted)
    for file in ctx.files.said:
        content += _line("said", _rlocation(ctx, file))
    if ctx.attr.said:
        content += _line("said_last", ctx.attr.said_last)
    content += _line("status", str(ctx.attr.expect_status))
    content += _line("timeout", str(ctx.attr.machine_timeout))
    program = ctx.actions.declare_file(ctx.label.name)
    description = ctx.actions.declare_file(ctx.label.name + ".description")
    ctx.actions.symlink(output = program, target_file = ctx.executable._driver, is_executable = True)
    ctx.actions.write(output = description, content = content)
    return [DefaultInfo(
        executable = program,
        runfiles = runfiles.merge(ctx.runfiles(files = [description])),
    )]

_ATTRIBUTES = {
    "arguments": attr.string_list(doc = "More arguments for qemu_boot."),
    "drill": attr.string(doc = "An error that the kernel causes on purpose."),
    "expect": attr.string_list(
        doc = "What the console shows, in this order: texts, or re: and a regular expression.",
    ),
    "expect_error": attr.string_list(doc = "Texts that qemu_boot writes to standard error."),
    "expect_status": attr.int(doc = "The exit status of qemu_boot."),
    "files": attr.label_list(
        allow_files = [".fs"],
        doc = "Sources that VM[0] interprets before its prompt, in order.",
    ),
    "forbid": attr.string_list(doc = "Texts that the console may not show."),
    "hosted": attr.label(
        cfg = "target",
        doc = "If given: the hosted kernel, which has to give the same transcript.",
        executable = True,
    ),
    "hosted_arguments": attr.string_list(doc = "Arguments for the hosted kernel."),
    "image": attr.label(
        allow_single_file = True,
        doc = "If given: the disk image that is booted, instead of the kernel alone.",
    ),
    "input": attr.string(doc = "What is typed."),
    "machine_timeout": attr.int(default = 60, doc = "Seconds after which the machine ends."),
    "modules": attr.label_list(
        allow_files = [".fs"],
        doc = "Sources that are there for INCLUDED.",
    ),
    "packets": attr.bool(
        doc = "Compares nothing but the self test that both machines write, with its packets.",
    ),
    "said": attr.label_list(
        allow_files = [".expected"],
        doc = "What VM[0] says, to the letter: these texts one after the other, and `said_last`.",
    ),
    "said_last": attr.string(doc = "What it says behind those texts."),
    "_driver": attr.label(
        cfg = "target",
        default = "//tests/boot:boot_test_driver",
        executable = True,
    ),
}

_boot_test = rule(
    implementation = _boot_test_impl,
    attrs = dict(_ATTRIBUTES, **{
        "_qemu_boot": attr.label(
            cfg = "target",
            default = "//tools/qemu_boot",
            executable = True,
        ),
    }),
    test = True,
)

_hosted_test = rule(
    implementation = _boot_test_impl,
    attrs = _ATTRIBUTES,
    test = True,
)

def boot_test(name, size = "medium", tags = [], **kwargs):
    """Boots the kernel in QEMU, types the input and checks what comes of it."""
    _boot_test(name = name, size = size, tags = tags + ["boot"], **kwargs)

def parity_test(name, size = "medium", hosted = "//:starkernel_hosted", tags = [], **kwargs):
    """Boots the kernel and also runs it on this machine: both have to say and do the same."""
    _boot_test(name = name, size = size, hosted = hosted, tags = tags + ["parity"], **kwargs)

def hosted_test(name, size = "small", hosted = "//:starkernel_hosted", **kwargs):
    """Runs the kernel on this machine alone, where no boot is needed to see what is to be seen."""
    _hosted_test(name = name, size = size, hosted = hosted, **kwargs)
