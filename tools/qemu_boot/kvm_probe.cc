#include "tools/qemu_boot/kvm_probe.h"

#include <fcntl.h>
#include <linux/kvm.h>
#include <sys/ioctl.h>

#include <cerrno>
#include <cstring>

#include "tools/hermetic_tool/file_descriptor.h"

namespace starkernel::tools {

std::expected<void, std::string> ProbeKvm() {
  const FileDescriptor device(::open("/dev/kvm", O_RDWR | O_CLOEXEC));
  if (!device.valid()) {
    return std::unexpected(std::string("/dev/kvm: ") + std::strerror(errno));
  }
  if (::ioctl(device.get(), KVM_GET_API_VERSION, 0) != KVM_API_VERSION) {
    return std::unexpected("/dev/kvm speaks another version");
  }
  const FileDescriptor machine(::ioctl(device.get(), KVM_CREATE_VM, 0));
  if (!machine.valid()) {
    return std::unexpected(std::string("/dev/kvm makes no machine: ") + std::strerror(errno));
  }
  return {};
}

}  // namespace starkernel::tools
