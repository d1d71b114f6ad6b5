// Ids into the stores of a checked program.
#pragma once

#include "lang/base/id.h"
#include "lang/program/key.h"

namespace smcost::program {

using MeterId = base::Id<struct MeterTag>;
using RateRowId = base::Id<struct RateRowTag>;
using RateTextId = base::Id<struct RateTextTag>;
using SourceId = base::Id<struct PriceSourceTag>;
using StatementId = base::Id<struct StatementTag>;
using UsageTableId = base::Id<struct UsageTableTag>;
using PlanId = base::Id<struct PlanTag>;
using OfferId = base::Id<struct OfferTag>;
using AgreementId = base::Id<struct AgreementTag>;

}  // namespace smcost::program
