#include <array>
#include <cstdint>
#include <span>

#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_node.h"
#include "src/ipc/node_pool.h"
#include "src/ipc/notice.h"

namespace starkernel::ipc {

// A notice is a message whose place its VM instance keeps: in `notice` of its endpoint, and of the
// message `chunk` is the endpoint's place, or kNoPlace once that is gone.

Result<void> MessageExchange::KeepNotice(EndpointId of, EndpointId to) {
  Endpoint& own = endpoints_[FindOwn(of)];
  const Endpoint& told = endpoints_[FindOwn(to)];
  if (told.notices >= told.quota.messages) {
    return Error::kOutOfRange;
  }
  if (own.notice != kNoPlace && !own.notice_untaken) {
    return {};
  }
  const std::uint32_t kept = told.vm == kPrimordialVm ? store_.PutInReserve({}) : store_.Put({});
  if (kept == kNoPlace) {
    return Error::kCapacity;
  }
  if (own.notice_untaken) {
    // It is for who was told then.
    store_[own.notice].chunk = kNoPlace;
    own.notice_untaken = false;
  }
  own.notice = kept;
  return {};
}

SendAnswer MessageExchange::Tell(EndpointId of, EndpointId to, const Notice& notice) {
  const std::uint32_t from = FindOwn(of);
  Endpoint& own = endpoints_[from];
  Require(own.notice != kNoPlace, "there is no place for the notice of a VM instance");
  SendAnswer answer;
  const std::uint32_t place = Find(to);
  if (place == kNoPlace && !own.notice_untaken) {
    answer.result = SendResult::kReceiverGone;
    return answer;
  }
  const std::array cells = notice.Cells();
  MessageNode& node = store_[own.notice];
  Require(store_.Refill(own.notice, std::as_bytes(std::span(cells)), Keeps::kReserve),
          "a notice is longer than a message's node");
  if (own.notice_untaken) {
    return answer;
  }
  node.tag = kNoticeTag;
  node.reply = 0;
  node.badge = 0;
  node.sender = own.vm;
  node.chunk = from;
  own.notice_untaken = true;
  ++endpoints_[place].notices;
  Enqueue(place, own.notice, answer.wakes);
  return answer;
}

/// Gives a notice that is in no mailbox any more back to whose it is.
void MessageExchange::ReturnNotice(std::uint32_t message) {
  const std::uint32_t owner = store_[message].chunk;
  if (owner == kNoPlace) {
    store_.GiveBack(message);
  } else {
    endpoints_[owner].notice_untaken = false;
  }
}

/// Of an endpoint that is about to go; what was told and not taken yet stays.
void MessageExchange::DropNotice(const Endpoint& removed) {
  if (removed.notice == kNoPlace) {
    return;
  }
  if (removed.notice_untaken) {
    store_[removed.notice].chunk = kNoPlace;
  } else {
    store_.GiveBack(removed.notice);
  }
}

}  // namespace starkernel::ipc
