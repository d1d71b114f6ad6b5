// A cost formula of 86 operations: training by the second with a free allowance, storage and transfer in tiers, requests by the thousand, a processing job by the
// minute, an endpoint in two price steps, a discount and a tax. Written once over any kind of number.
#pragma once

namespace smcost::bench {

// `k` makes a number of a fraction. Needs + - *, min, max, roundUp, select(a > b, x, y). Inputs: instances, hours, GB, millions of requests.
template <class T, class K>
T formula(const T& n, const T& h, const T& g, const T& r, const K& k) {
  const T seconds = max(roundUp(h * k(3600, 1)), k(60, 1));
  const T compute = n * seconds * k(922, 3'600'000);
  const T training = ifGreater(h, k(12, 1), compute * k(35, 100), compute);
  const T credit = min(n * h, k(50, 1)) * k(23, 100);
  const T storage = min(g, k(51'200, 1)) * k(23, 1000) + min(max(g - k(51'200, 1), k(0, 1)), k(460'800, 1)) * k(22, 1000) +
                    max(g - k(512'000, 1), k(0, 1)) * k(21, 1000);
  const T sent = g * k(3, 10);
  const T transfer = min(max(sent - k(100, 1), k(0, 1)), k(10'140, 1)) * k(9, 100) + min(max(sent - k(10'240, 1), k(0, 1)), k(40'960, 1)) * k(85, 1000) +
                     min(max(sent - k(51'200, 1), k(0, 1)), k(102'400, 1)) * k(7, 100) + max(sent - k(153'600, 1), k(0, 1)) * k(5, 100);
  const T requests = max(roundUp(r * k(1000, 1)) - k(2000, 1), k(0, 1)) * k(4, 10'000);
  const T rules = max(roundUp(n * k(1, 4)), k(1, 1)) * h * k(23, 100);
  const T processing = roundUp(h * k(60, 1)) * k(461, 60'000) * ifGreater(n, k(16, 1), k(2, 1), k(1, 1));
  const T endpoint_hours = r * k(2, 100) * h;
  const T endpoint = min(endpoint_hours, k(744, 1)) * k(115, 100) + max(endpoint_hours - k(744, 1), k(0, 1)) * k(1035, 1000);
  const T sum = max(training - credit, k(0, 1)) + storage + transfer + requests + rules + processing + endpoint;
  const T total = sum - (max(sum - k(1000, 1), k(0, 1)) * k(1, 10) + max(sum - k(10'000, 1), k(0, 1)) * k(1, 10));
  return total + ifGreater(sum, k(500, 1), total * k(8, 100), total * k(5, 100));
}

}  // namespace smcost::bench
