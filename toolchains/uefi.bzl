"""EFI applications made from bare-metal executables."""

load("//platforms:transition.bzl", "uefi_transition")

UefiImageInfo = provider(
    doc = "An EFI application and what a debugger needs.",
    fields = {
        "efi": "File: the PE32+ image that firmware loads.",
        "elf": "File: the linked executable with its symbols; addresses are offsets in the image.",
    },
)

def _convert(ctx, elf, efi, packed = None):
    files = [elf] + ([packed] if packed else [])
    ctx.actions.run(
        executable = ctx.executable._elf2efi,
        arguments = [elf.path, efi.path] + ([packed.path] if packed else []),
        inputs = files,
        outputs = [efi],
        mnemonic = "UefiImage",
        progress_message = "Converting %s to an EFI application" % elf.short_path,
    )

def _uefi_image_impl(ctx):
    linked = ctx.file.executable
    elf = ctx.actions.declare_file(ctx.attr.stem + ".elf")
    efi = ctx.actions.declare_file(ctx.attr.stem + ".EFI")
    ctx.actions.symlink(output = elf, target_file = linked)
    if ctx.attr.loader:
        unpacked = ctx.actions.declare_file(ctx.attr.stem + "_unpacked.EFI")
        _convert(ctx, linked, unpacked)
        _convert(ctx, ctx.file.loader, efi, unpacked)
    else:
        _convert(ctx, linked, efi)
    files = [efi, elf]
    return [
        DefaultInfo(files = depset(files), runfiles = ctx.runfiles(files = files)),
        UefiImageInfo(efi = efi, elf = elf),
    ]

uefi_image = rule(
    implementation = _uefi_image_impl,
    attrs = {
        "executable": attr.label(
            mandatory = True,
            allow_single_file = True,
            cfg = uefi_transition,
            doc = "The bare-metal executable.",
        ),
        "loader": attr.label(
            allow_single_file = True,
            cfg = uefi_transition,
            doc = "A bare-metal executable that the image consists of, with `executable` packed into it.",
        ),
        "stem": attr.string(mandatory = True, doc = "Outputs are STEM.EFI and STEM.elf."),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_elf2efi": attr.label(
            default = "//tools/elf2efi",
            executable = True,
            # This rule is built for the host; only `executable` goes elsewhere. So the tool is
            # the one its tests use, and is compiled once.
            cfg = "target",
        ),
    },
    doc = "Builds an executable for bare metal and makes an EFI application of it.",
)

def _uefi_image_file_impl(ctx):
    info = ctx.attr.image[UefiImageInfo]
    chosen = {"efi": info.efi, "elf": info.elf}[ctx.attr.part]
    return [DefaultInfo(files = depset([chosen]), runfiles = ctx.runfiles(files = [chosen]))]

uefi_image_file = rule(
    implementation = _uefi_image_file_impl,
    attrs = {
        "image": attr.label(mandatory = True, providers = [UefiImageInfo]),
        "part": attr.string(default = "efi", values = ["efi", "elf"]),
    },
    doc = "One file of a uefi_image, where a single file is wanted.",
)
