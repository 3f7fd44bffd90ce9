#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kDeviceCases{.name = "devices", .line = __LINE__, .text = R"post(
\ A case's devices are a model: it keeps eight bytes at 137438953472 and four at port 768; 1 at what
\ follows is an edge on line 5, 2 raises line 6, and 3 lowers it. Capabilities: mmio in slot 6, port in
\ 7, irq in 8.
4660 137438953472 8 MMIO! 137438953472 8 MMIO@ 137438953473 1 MMIO@ -> 4660 18
-1 137438953472 MMIO-WRITE 137438953472 MMIO-READ 137438953476 4 MMIO@ 137438953478 2 MMIO@ -> -1 4294967295 65535
0 137438953474 2 MMIO! 65535 137438953474 2 MMIO! 137438953472 8 MMIO@ -> 4294901760
65536 137438953472 2 MMIO! -> throw -24 "invalid numeric argument: value for a register 65536, valid are 0 to 65535"
-1 137438953472 4 MMIO! -> throw -24
137438953488 8 MMIO@ -> 0
137438969856 8 MMIO@ 137438969856 2 MMIO@ -> -1 65535
137438953473 2 MMIO@ -> throw -24 "invalid numeric argument: physical address 137438953473: no multiple of the width"
0 137438953476 8 MMIO! -> throw -24
137438953472 3 MMIO@ -> throw -24 "invalid numeric argument: width 3: valid are 1, 2, 4 and 8"
137438953472 0 MMIO@ -> throw -24
0 137438953472 16 MMIO! -> throw -24
137438957568 1 MMIO@ -> throw -24 "invalid numeric argument: physical address 137438957568: memory, or a device of the kernel's"
70368744177664 1 MMIO@ -> throw -24 "invalid numeric argument: physical address 70368744177664: no device can be there"
-1 1 MMIO@ -> throw -24 "invalid numeric argument: physical address -1: no device can be there"
6 DROP-CAP 137438953472 8 MMIO@ -> throw -258 "capability refused: mmio read 137438953472 to 137438953479: no capability"
137438953472 137438953475 CAN-READ 6 ATTENUATE-CAP 6 DROP-CAP DROP 137438953472 4 MMIO@ -> 0
137438953472 137438953475 CAN-READ 6 ATTENUATE-CAP 6 DROP-CAP DROP 137438953472 8 MMIO@ -> throw -258 "capability refused: mmio read 137438953472 to 137438953479: outside the capability's range"
137438953472 137438953475 CAN-READ 6 ATTENUATE-CAP 6 DROP-CAP DROP 0 137438953472 4 MMIO! -> throw -258
MMIO@ -> throw -4
0 0 MMIO! -> throw -4
MMIO-READ -> throw -4
0 MMIO-WRITE -> throw -4
\ Ports
4660 768 2 PORT! 768 1 PORT@ 769 1 PORT@ 768 4 PORT@ -> 52 18 4660
768 8 PORT@ -> throw -24 "invalid numeric argument: width 8: valid are 1, 2 and 4"
768 -1 PORT@ -> throw -24 "invalid numeric argument: width -1: valid are 1, 2 and 4"
1 768 8 PORT! -> throw -24 "invalid numeric argument: width 8: valid are 1, 2 and 4"
769 2 PORT@ -> throw -24 "invalid numeric argument: port 769: no multiple of the width"
256 768 1 PORT! -> throw -24
0 768 3 PORT! -> throw -24
1016 1 PORT@ -> throw -24 "invalid numeric argument: port 1016: a device of the kernel's"
1016 4 PORT@ -> throw -24
1015 1 PORT@ 1017 1 PORT@ 65535 1 PORT@ -> 255 255 255
-1 1 PORT@ -> throw -258 "capability refused: port read -1: outside the capability's range"
65536 1 PORT@ -> throw -258 "capability refused: port read 65536: outside the capability's range"
768 768 CAN-READ 7 ATTENUATE-CAP 7 DROP-CAP DROP 768 1 PORT@ -> 0
768 768 CAN-READ 7 ATTENUATE-CAP 7 DROP-CAP DROP 768 2 PORT@ -> throw -258
768 768 CAN-READ 7 ATTENUATE-CAP 7 DROP-CAP DROP 0 768 1 PORT! -> throw -258
PORT@ -> throw -4
0 0 PORT! -> throw -4
\ Interrupts, of which nobody tells within a case
5 1 IRQ-REGISTER 5 IRQ-ACK 1 EVENTS -> 0 0
5 1 IRQ-REGISTER 5 2 IRQ-REGISTER 5 IRQ-RELEASE -> 
4 1 IRQ-REGISTER -> throw -24 "invalid numeric argument: interrupt line 4: the kernel's"
5 0 IRQ-REGISTER -> throw -24 "invalid numeric argument: events 0, valid are 1 to 18446744073709551615"
-1 1 IRQ-REGISTER -> throw -258 "capability refused: irq invoke -1: outside the capability's range"
7 1 IRQ-REGISTER -> throw -24 "invalid numeric argument: interrupt line 7: there is none"
64 1 IRQ-REGISTER -> throw -24
256 1 IRQ-REGISTER -> throw -258
5 IRQ-ACK -> throw -24 "invalid numeric argument: interrupt line 5: not registered"
5 IRQ-RELEASE -> throw -24
5 1 IRQ-REGISTER 5 IRQ-RELEASE 5 IRQ-ACK -> throw -24
5 1 IRQ-REGISTER 6 IRQ-ACK -> throw -24
5 1 IRQ-REGISTER 8 DROP-CAP 5 IRQ-ACK -> throw -258 "capability refused: irq invoke 5: no capability"
\ The oldest that will do allows it; the line goes with that alone
5 5 CAN-INVOKE 8 ATTENUATE-CAP 5 1 IRQ-REGISTER DROP-CAP 5 IRQ-ACK -> 0
5 5 CAN-INVOKE 8 ATTENUATE-CAP 5 1 IRQ-REGISTER 8 DROP-CAP 5 IRQ-ACK -> throw -24
6 6 CAN-INVOKE 8 ATTENUATE-CAP 8 DROP-CAP DROP 5 1 IRQ-REGISTER -> throw -258 "capability refused: irq invoke 5: outside the capability's range"
8 DROP-CAP 5 1 IRQ-REGISTER -> throw -258
0 IRQ-REGISTER -> throw -4
IRQ-ACK -> throw -4
IRQ-RELEASE -> throw -4
)post"};

}  // namespace starkernel::parity
