"""Disk images that firmware boots from."""

def _disk_image_impl(ctx):
    image = ctx.actions.declare_file(ctx.label.name + ".img")
    arguments = ctx.actions.args()
    arguments.add("--mtools", ctx.file._mtools)
    arguments.add("--output", image)
    for target, path in ctx.attr.files.items():
        files = target.files.to_list()
        if len(files) != 1:
            fail("%s gives %d files, but %s is one" % (target.label, len(files), path))
        arguments.add("--file", files[0], format = path + "=%s")
    ctx.actions.run(
        executable = ctx.executable._tool,
        arguments = [arguments],
        inputs = ctx.files.files + [ctx.file._mtools],
        outputs = [image],
        mnemonic = "DiskImage",
        progress_message = "Writing disk image %s" % ctx.label,
    )
    return [DefaultInfo(files = depset([image]), runfiles = ctx.runfiles(files = [image]))]

disk_image = rule(
    doc = """Makes NAME.img: a sparse GPT disk whose EFI system partition holds the files.

The same files always give the same bytes. It can be written to a USB stick as it is.""",
    implementation = _disk_image_impl,
    attrs = {
        "files": attr.label_keyed_string_dict(
            allow_files = True,
            doc = "The path of each file in the partition, like EFI/BOOT/BOOTX64.EFI.",
            mandatory = True,
        ),
        "_mtools": attr.label(
            allow_single_file = True,
            default = "@mtools//:root",
        ),
        "_tool": attr.label(
            # Images are built for the host, so the tool is the one its tests use.
            cfg = "target",
            default = "//tools/disk_image",
            executable = True,
        ),
    },
)
