#!/usr/bin/env python3
"""make_offer.py [--seed N] [--size 170MB] FOLDER: a provider's price lists, made up, in the shape of the real ones.

Writes two publications of one offer (`first.json`, `second.json`, each also as `.csv`): all usage types of the
vocabulary, tiers, zero prices, unknown usage types, Reserved terms, products without terms; `savings_plans.json`
and `.csv` with six offers; `china.json`, of a region
whose prefix nobody knows, and `yuan.json`, both in CNY; `contradiction.json`, which contradicts itself, and
`other_price.json`, which contradicts `first.json`; `correction.json`, which a later day does so and holds; `site1/` and `site2/`, what a server hands out after each publication.

`expected.json` has what an import has to say, told from what was made, not from what was written:
  imports   for each file what its import onto the books of those before it comes to: rows = mapped + ignored + unknown +
            zero; of mapped, `unchanged` and `opened`; `closed` and `vanished` are rows of the book that end
  points    [file, meter, region, key, plan, lower, upper, date, price]: once FILE is imported, the price of that
            day, as the shortest decimal; none: there is none. `-` for what a row has not

`--size` writes one `big.json` of that size, for benches, and how many rows it has on stdout.
"""

import argparse
import csv
import hashlib
import json
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
VOCABULARY = json.loads((HERE / "vocabulary.json").read_text(encoding="utf-8"))
FAMILIES = json.loads((HERE / "families.json").read_text(encoding="utf-8"))
REGIONS = FAMILIES["regions"]
OFFER, PLANS = "AmazonSageMaker", "AWSMachineLearningSavingsPlans"
FIRST, CORRECTED, SECOND = "2026-05-01T16:09:01Z", "2026-05-03T08:00:00Z", "2026-08-01T03:17:25Z"
TWINS = ("rstudio_session",)                  # meters of two usage types
BEFORE, AFTER = "2026-06-15", "2026-09-15"    # a day under each publication
MIDDLE = "2026-07-16"                         # some prices change between them
MIB = {"MB": 10**6, "GB": 10**9, "KB": 10**3}
OFFERS = [(f"{years}yr{word}Upfront", years, payment, name)
          for years in (1, 3)
          for word, payment, name in (("No", "No Upfront", "no_upfront"), ("Partial", "Partial Upfront", "partial_upfront"),
                                      ("All", "All Upfront", "all_upfront"))]
COLUMNS = """SKU,OfferTermCode,RateCode,TermType,PriceDescription,EffectiveDate,StartingRange,EndingRange,Unit,PricePerUnit,Currency,RelatedTo,
Product Family,serviceCode,Location,Location Type,Instance Type,Current Generation,Clock Speed,Memory,Storage,Network Performance,
Processor Architecture,Volume Type,Max throughput/volume,Group,Group Description,usageType,operation,automaticLabel,component,computeType,
dataStoreStorageType,gpu,gpuMemory,instanceName,integrationType,labelingTaskType,memoryGb,partnerAppResourceName,partnerAppResourceService,
partnerAppResourceType,partnerAppTier,partnerAppType,physicalCpu,physicalGpu,platoClassificationType,platoInstanceName,platoInstanceType,
Region Code,serviceName,storageType,trackingServerSize,unifiedStudioCompute,vCpu,workforceType""".replace("\n", "").split(",")
# Where a CSV column is called otherwise than the JSON's attribute.
ATTRIBUTES = {"serviceCode": "servicecode", "Location": "location", "Location Type": "locationType", "Instance Type": "instanceType",
              "Current Generation": "currentGeneration", "Clock Speed": "clockSpeed", "Memory": "memory", "Storage": "storage",
              "Network Performance": "networkPerformance", "Processor Architecture": "processorArchitecture", "Volume Type": "volumeType",
              "Group": "group", "Group Description": "groupDescription", "usageType": "usagetype", "memoryGb": "memorygb",
              "platoInstanceName": "platoinstancename", "platoInstanceType": "platoinstancetype", "Region Code": "regionCode",
              "serviceName": "servicename"}
PLAN_COLUMNS = """SKU,RateCode,Unit,EffectiveDate,DiscountedRate,Currency,DiscountedSKU,DiscountedServiceCode,DiscountedUsageType,
DiscountedOperation,PurchaseOption,LeaseContractLength,LeaseContractLengthUnit,ServiceCode,UsageType,Operation,Description,Instance Family,
Location,Location Type,Granularity,Product Family,DiscountedRegionCode,DiscountedInstanceType""".replace("\n", "").split(",")
DISCLAIMER = 'This pricing list is for informational purposes only. It says "made up", and means it: no price here is anybody\'s.'


@dataclass
class Family:
    usage: str
    meter: str       # none: a list's rows of it are no price
    ignored: str
    key: str
    unit: str
    product: str
    component: str
    operation: str
    prices: str


@dataclass
class Item:
    """A product of the list, and its price."""
    family: Family
    region: str
    usage: str
    instance: str
    key: str
    sku: str
    attributes: dict
    tiers: list = field(default_factory=list)   # (lower, upper, price), prices in ten decimals
    effective: str = ""
    known: bool = True
    reserved: bool = False
    termless: bool = False

    @property
    def place(self):
        return (self.family.meter, self.region, self.key)


def families():
    for usage, meaning, key, unit, product, component, operation, prices in FAMILIES["families"]:
        ignored = meaning.removeprefix("ignored: ") if meaning.startswith("ignored: ") else ""
        yield Family(usage, "" if ignored else meaning, ignored, key, unit, product, component, operation, prices)


def shortest(price):
    text = format(Decimal(price), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def code(rng, length):
    return "".join(rng.choice("ABCDEFGHJKMNPQRSTUVWXYZ23456789") for _ in range(length))


def draw(rng, low, high):
    """A price between two, in a random number of decimals, written with ten."""
    low, high = Decimal(low), Decimal(high)
    if high == 0:
        return "0.0000000000"
    for decimals in (rng.choice((2, 3, 4, 6, 8, 10)), 10):
        step = Decimal(1).scaleb(-decimals)
        if high - low >= step * 10:
            break
    return format((low + step * rng.randrange(1, int((high - low) / step))).quantize(Decimal("1e-10")), "f")


def tiers_of(rng, family):
    if not family.prices.startswith("tiers "):
        return [("0", "Inf", draw(rng, *family.prices.split()))]
    bounds = family.prices.split()[1:] + ["Inf"]
    prices = sorted((draw(rng, "0.01", "0.10") for _ in bounds[1:]), reverse=True)
    return list(zip(bounds, bounds[1:], prices))


def attributes_of(item, family, region):
    location = REGIONS[region][1] if region else "Any"
    found = {"servicecode": OFFER, "location": location, "locationType": "AWS Region"}
    if item.instance:
        vcpu, memory, gpus, gpu = VOCABULARY["instances"].get(item.instance, ["", "", "", ""])
        found |= {"instanceType": f"{item.instance}-{family.component.split(':')[-1]}", "currentGeneration": "Yes",
                  "memory": f"{memory} GiB" if memory else "N/A", "storage": "EBS only", "processorArchitecture": "64-bit",
                  "component": family.component, "computeType": "Standard Instances", "gpu": gpus or "N/A", "instanceName": item.instance,
                  "physicalGpu": gpu or "N/A", "platoinstancename": item.instance.split(".")[1], "platoinstancetype": family.component,
                  "vCpu": vcpu or "N/A"}
    elif family.product == "Storage":
        found |= {"volumeType": family.component, "maxThroughputvolume": "160 MB/sec"}
    else:
        found |= {"group": family.component, "groupDescription": f"{family.component}, charges \"as used\""}
    found |= {"usagetype": item.usage, "operation": family.operation}
    if region:
        found["regionCode"] = region
    return found | {"servicename": "Amazon SageMaker"}


class Maker:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.families = list(families())
        self.items = []

    def add(self, family, region, hole="", prefix=None, known=True, **more):
        """A product: `hole` is what stands in the usage type's hole."""
        usage = re.sub(r"\{n?\}", hole, family.usage)
        prefix = REGIONS[region][0] + "-" if prefix is None else prefix
        instance = hole if "{}" in family.usage else ""
        key = {"": "-", "instance": hole}.get(family.key, family.key.replace("{n}", hole))
        item = Item(family, region, prefix + usage, instance, key, code(self.rng, 16), {}, tiers_of(self.rng, family), known=known, **more)
        item.attributes = attributes_of(item, family, region)
        # Two usage types of one meter cost the same.
        for twin in self.items:
            if family.meter in TWINS and twin.place == item.place:
                item.tiers = list(twin.tiers)
        self.items.append(item)
        return item

    def vocabulary(self):
        regions = {prefix: region for region, (prefix, _) in REGIONS.items()}
        by_usage = {family.usage: family for family in self.families}
        for prefix, patterns in VOCABULARY["usage_types"].items():
            for pattern, holes in patterns.items():
                for hole in holes.split(" "):
                    numbered = re.sub(r"(?<=Mem-|Tier)\d|(?<=TaskAt)[\d.]+", "{n}", pattern)
                    if pattern.replace("{}", f"ml.{hole}") in by_usage:
                        self.add(by_usage[pattern.replace("{}", f"ml.{hole}")], regions[prefix])
                    elif pattern not in by_usage:
                        self.add(by_usage[numbered], regions[prefix], re.search(r"(?<=Mem-|Tier)\d|(?<=TaskAt)[\d.]+", pattern)[0])
                    else:
                        self.add(by_usage[pattern], regions[prefix], f"ml.{hole}" if hole else "")

    def whole_region(self, region):
        """Each family at least once, with instance types that the vocabulary is too old for."""
        instances = [name for name in VOCABULARY["instances"] if re.search(r"\.(g5|g6|g6e|p4d|p5|trn1|r6i|t3|m5)\.", name)]
        chosen = self.rng.sample(instances, 8)
        for family in self.families:
            if "{n}" in family.usage:
                for n in "1 2 3 4 5 6".split() if "Mem" in family.usage or "Usage" in family.usage else ["1"]:
                    self.add(family, region, n)
            elif "{}" in family.usage:
                for instance in chosen:
                    # One family is spelt without its region's prefix, as some of the first region are.
                    self.add(family, region, instance, prefix="" if region == "us-east-1" and "JupyterLab" in family.usage else None)
            else:
                self.add(family, region)

    def oddities(self):
        for usage in FAMILIES["unknown"]:
            for region in ("us-east-1", "eu-west-1"):
                family = Family(usage, "", "", "", "Hrs", "Machine Learning", "N/A", "RunInstance", "0.1 9")
                self.add(family, region, "ml.m5.xlarge" if "{}" in usage else "", known=False)
        self.add(Family("FeatureStore:ReadRequestUnits", "", "", "", "ReadRequestUnits", "FeatureStore PayPerRequestThroughput", "FeatureStore-ReadUnits",
                        "PayPerRequestThroughput", "0 0"), "", prefix="Global-", known=False)
        by_usage = {family.usage: family for family in self.families}
        for usage in ("ReservedCluster:{}", "Cluster:{}"):
            self.add(by_usage[usage], "us-west-2", "ml.p5.48xlarge", reserved=True)
        for usage in ("Train:{}", "Host:{}"):
            self.add(by_usage[usage], "us-west-2", "ml.trn1.2xlarge", termless=True)

    def priced(self):
        """What may change: what has a meter, and a term."""
        return [item for item in self.items if item.family.meter not in ("", *TWINS) and not item.reserved and not item.termless]

    def first(self):
        self.vocabulary()
        for region in ("us-east-1", "eu-west-1"):
            self.whole_region(region)
        self.oddities()
        for item in self.items:
            item.effective = "2026-05-01T00:00:00Z"
        for item in self.rng.sample([item for item in self.priced() if item.instance], 3):
            item.tiers = [("0", "Inf", "0.0000000000")]
        return [copy_of(item) for item in self.items]

    def second(self):
        """Some change (a few of them between the publications), some vanish, some come, one is 0 for once."""
        known = {item.place for item in self.priced()}
        for item in self.items:
            item.effective = "2026-08-01T00:00:00Z"
        movable = self.rng.sample([item for item in self.priced() if item.instance and zero_of(item) is None], 150)
        for item in movable[:80]:
            old = item.tiers
            while item.tiers == old:
                item.tiers = tiers_of(self.rng, item.family)
        for item in movable[70:80]:
            item.effective = MIDDLE + "T00:00:00Z"
        movable[80].tiers = [("0", "Inf", "0.0000000000")]
        gone = {id(item) for item in movable[90:130]}
        self.items = [item for item in self.items if id(item) not in gone]
        tiered = next(item for item in self.priced() if len(item.tiers) > 1)
        lower, upper, price = tiered.tiers[-1]
        tiered.tiers = tiered.tiers[:-1] + [(lower, upper, format(Decimal(price) / 2, ".10f"))]
        fresh = ["ml.new1.large", "ml.new1.xlarge", "ml.g6.xlarge"]
        for family in self.families:
            for instance in fresh:
                if "{}" in family.usage and family.meter and (family.meter, "eu-west-1", instance) not in known:
                    self.add(family, "eu-west-1", instance, effective="2026-08-01T00:00:00Z")
        return [copy_of(item) for item in self.items]


def copy_of(item):
    return Item(**{**vars(item), "tiers": list(item.tiers)})


def zero_of(item):
    return next((tier for tier in item.tiers if Decimal(tier[2]) == 0), None)


# ---- the shape -----------------------------------------------------------------------------------------

def dimensions(item, currency, term, description=""):
    for lower, upper, price in item.tiers:
        dimension = "6YS6EN2CT7" if len(item.tiers) == 1 else hashlib.sha256(lower.encode()).hexdigest()[:10].upper()
        place = REGIONS[item.region][1] if item.region else "any location"
        yield {"rateCode": f"{item.sku}.{term}.{dimension}",
               "description": description or f"${shortest(price)} per {item.family.component} {item.instance or item.family.unit} in {place}",
               "beginRange": lower, "endRange": upper, "unit": item.family.unit, "pricePerUnit": {currency: price}, "appliesTo": []}


def terms_of(item, currency):
    """[kind, code, dimensions, attributes]"""
    if item.termless:
        return []
    if item.reserved:
        upfront = Item(**{**vars(item), "family": Family(**{**vars(item.family), "unit": "Quantity"})})
        return [["Reserved", "4NA7Y494T4", list(dimensions(item, currency, "4NA7Y494T4")) +
                 [{**next(dimensions(upfront, currency, "4NA7Y494T4", "Upfront Fee")), "rateCode": f"{item.sku}.4NA7Y494T4.2TG2D8R56U"}],
                 {"LeaseContractLength": "1yr", "OfferingClass": "standard", "PurchaseOption": "Partial Upfront"}]]
    return [["OnDemand", "JRTCKXETXF", list(dimensions(item, currency, "JRTCKXETXF")), {}]]


def version_of(published):
    return re.sub(r"\D", "", published)


def offer_json(path, items, published, currency="USD", seed=0):
    rng = random.Random(seed)
    order = rng.sample(items, len(items))
    products = {item.sku: {"sku": item.sku, "productFamily": item.family.product, "attributes": item.attributes} for item in order}
    terms = {}
    for item in rng.sample(items, len(items)):
        for kind, term, rates, attributes in terms_of(item, currency):
            terms.setdefault(kind, {})[item.sku] = {f"{item.sku}.{term}": {
                "offerTermCode": term, "sku": item.sku, "effectiveDate": item.effective,
                "priceDimensions": {rate["rateCode"]: rate for rate in rates}, "termAttributes": attributes}}
    write_json(path, {"formatVersion": "v1.0", "disclaimer": DISCLAIMER, "offerCode": OFFER, "version": version_of(published),
                      "publicationDate": published, "products": products, "terms": terms})


def write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def write_csv(path, published, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        out.writerows([["FormatVersion", "v1.0"], ["Disclaimer", DISCLAIMER], ["Publication Date", published], ["Version", version_of(published)],
                       ["OfferCode", OFFER if columns is COLUMNS else PLANS], columns])
        out.writerows(rows)


def offer_csv(path, items, published, currency="USD", seed=0):
    def rows():
        for item in random.Random(seed + 1).sample(items, len(items)):
            for kind, term, rates, _ in terms_of(item, currency):
                for rate in rates:
                    found = {column: item.attributes.get(ATTRIBUTES.get(column, column), "") for column in COLUMNS}
                    found |= {"SKU": item.sku, "OfferTermCode": term, "RateCode": rate["rateCode"], "TermType": kind,
                              "PriceDescription": rate["description"], "EffectiveDate": item.effective[:10], "StartingRange": rate["beginRange"],
                              "EndingRange": rate["endRange"], "Unit": rate["unit"], "PricePerUnit": rate["pricePerUnit"][currency],
                              "Currency": currency, "Product Family": item.family.product}
                    yield [found[column] for column in COLUMNS]
    write_csv(path, published, COLUMNS, rows())


def plan_rates(items, seed):
    """(offer, item, rate) of six offers; the last of each is of an unknown usage type, and one rate is 0."""
    rng = random.Random(seed + 2)
    covered = [item for item in items if item.family.meter in FAMILIES["savings_plan_meters"] and item.instance and not item.reserved
               and not item.termless and zero_of(item) is None and item.region in ("us-east-1", "eu-west-1")]
    unknown = [item for item in items if not item.known and item.region == "us-east-1"]
    zero = rng.choice(covered)
    for number, offer in enumerate(OFFERS):
        for item in covered:
            less = Decimal(rng.randrange(52, 60)) / 100 - Decimal(6 * (offer[1] == 3) + number % 3) / 20
            rate = "0" if item is zero and number == 4 else shortest((Decimal(item.tiers[0][2]) * (1 - less)).quantize(Decimal("1e-7")))
            yield offer, item, rate
        yield offer, rng.choice(unknown), "0.5"


def plans_json(path, rates, published, seed, region=None):
    rng = random.Random(seed + 3)
    products, terms = [], []
    for offer in OFFERS:
        detail, years, payment, _ = offer
        sku = code(rng, 16)
        attributes = {"purchaseOption": payment, "productFamily": "SageMakerSavingsPlans", "serviceCode": "MachineLearningSavingsPlans",
                      "granularity": "hourly", "locationType": "AWS Region", "purchaseTerm": f"{years}yr", "location": "Any", "detail": detail,
                      "usageType": f"SageMakerSP:{detail}"}
        products.append({"sku": sku, "productFamily": "SageMakerSavingsPlans", "serviceCode": "MachineLearningSavingsPlans",
                         "usageType": f"SageMakerSP:{detail}", "operation": "", "attributes": attributes})
        terms.append({"sku": sku, "description": f"{years} year {payment} SageMaker Savings Plan", "effectiveDate": published[:10] + "T00:00:00Z",
                      "leaseContractLength": {"duration": years, "unit": "year"},
                      "rates": [{"discountedSku": item.sku, "discountedUsageType": item.usage, "discountedOperation": item.family.operation,
                                 "discountedServiceCode": OFFER, "rateCode": f"{sku}.{item.sku}", "unit": item.family.unit,
                                 "discountedRate": {"price": rate, "currency": "USD"}, "discountedRegionCode": item.region,
                                 "discountedInstanceType": item.instance}
                                for of, item, rate in rates if of == offer and region in (None, item.region)]})
    write_json(path, {"version": version_of(published), "publicationDate": published, "regionCode": region or "us-east-1",
                      "products": products, "terms": {"savingsPlan": terms}})
    return {product["usageType"].split(":")[1]: product["sku"] for product in products}


def plans_csv(path, rates, published, skus):
    write_csv(path, published, PLAN_COLUMNS, (
        [skus[offer[0]], f"{skus[offer[0]]}.{item.sku}", item.family.unit, published[:10], rate, "USD", item.sku, OFFER, item.usage,
         item.family.operation, offer[2], offer[1], "year", "MachineLearningSavingsPlans", f"SageMakerSP:{offer[0]}", "",
         f"{offer[1]} year {offer[2]} SageMaker Savings Plan", "", "Any", "AWS Region", "hourly", "SageMakerSavingsPlans", item.region, item.instance]
        for offer, item, rate in rates))


def site(folder, items, rates, published, seed):
    """What a server hands out: index of offers, versions, regions, and the files."""
    version = version_of(published)
    head = {"formatVersion": "v1.0", "disclaimer": DISCLAIMER, "publicationDate": published}
    base, plans = f"/offers/v1.0/aws/{OFFER}", f"/savingsPlan/v1.0/aws/{PLANS}"
    at = lambda url: folder / url.lstrip("/")
    regions = sorted({item.region for item in items if item.region})
    write_json(at("/offers/v1.0/aws/index.json"), head | {"offers": {OFFER: {
        "offerCode": OFFER, "versionIndexUrl": f"{base}/index.json", "currentVersionUrl": f"{base}/current/index.json",
        "currentRegionIndexUrl": f"{base}/current/region_index.json", "savingsPlanVersionIndexUrl": f"{plans}/current/index.json",
        "currentSavingsPlanIndexUrl": f"{plans}/current/region_index.json"}}})
    write_json(at(f"{base}/index.json"), head | {"offerCode": OFFER, "currentVersion": version, "versions": {version: {
        "versionEffectiveBeginDate": published, "versionEffectiveEndDate": "", "offerVersionUrl": f"{base}/{version}/index.json"}}})
    write_json(at(f"{base}/current/region_index.json"), head | {"regions": {region: {
        "regionCode": region, "currentVersionUrl": f"{base}/{version}/{region}/index.json"} for region in regions}})
    write_json(at(f"{plans}/current/region_index.json"), {"disclaimer": DISCLAIMER, "publicationDate": published, "regions": [
        {"regionCode": region, "versionUrl": f"{plans}/{version}/{region}/index.json"} for region in ("us-east-1", "eu-west-1")]})
    for region in regions:
        inside = [item for item in items if item.region == region]
        offer_json(at(f"{base}/{version}/{region}/index.json"), inside, published, seed=seed)
        offer_json(at(f"{base}/current/{region}/index.json"), inside, published, seed=seed)
    for region in ("us-east-1", "eu-west-1"):
        plans_json(at(f"{plans}/{version}/{region}/index.json"), rates, published, seed, region)


# ---- what an import has to say -------------------------------------------------------------------------

def account(name, items, before, currency="USD"):
    """Of a list, onto a book that has {place: tiers} of `before`; hands on what the book has then."""
    said = {"files": [name], "rows": 0, "mapped": 0, "unchanged": 0, "opened": 0, "closed": 0, "vanished": 0, "ignored": Counter(),
            "unknown": Counter(), "zero": [], "contradictions": [], "currency": currency}
    after, seen = {}, set()
    for item in items:
        if item.termless:
            continue
        rows = 2 if item.reserved else len(item.tiers)
        said["rows"] += rows
        if item.reserved:
            said["ignored"]["reserved terms"] += rows
        elif not item.known:
            said["unknown"][item.usage] += rows
        elif item.family.ignored:
            said["ignored"][item.family.ignored] += rows
        elif zero_of(item):
            said["zero"].append(item.usage)
            seen.add(item.place)
            if item.place in before:
                after[item.place] = before[item.place]
        else:
            said["mapped"] += rows
            # The tiers of a place are one ladder: if one changes, all begin anew. What is said twice is there the second time.
            if item.place in seen:
                said["unchanged"] += rows
                continue
            old = before.get(item.place, [])
            said["unchanged" if old == item.tiers else "opened"] += rows
            said["closed"] += 0 if old == item.tiers else len(old)
            after[item.place] = item.tiers
            seen.add(item.place)
    said["vanished"] = sum(len(tiers) for place, tiers in before.items() if place not in seen)
    said["zero"].sort()
    return said, after


def points_of(name, first, second):
    """Where prices are known by arithmetic: each place under both publications, and some at the edges."""
    of = lambda items: {item.place: item for item in items
                        if item.family.meter and item.known and not item.reserved and not item.termless}
    old, new = of(first), of(second)

    def point(file, item, date, tiers):
        for lower, upper, price in tiers:
            yield [file, *item.place, "-", "-" if lower == "0" else lower, "-" if upper == "Inf" else upper, date, price and shortest(price)]

    for place, item in old.items():
        if not zero_of(item):
            yield from point(f"first{name}", item, BEFORE, item.tiers)
            yield from point(f"second{name}", item, BEFORE, item.tiers)
    for place, item in new.items():
        if not zero_of(item):
            yield from point(f"second{name}", item, AFTER, item.tiers)
            if item.effective.startswith(MIDDLE):
                for date, tiers in (("2026-07-15", old[place].tiers), (MIDDLE, item.tiers)):
                    yield from point(f"second{name}", item, date, tiers)
            if place not in old:
                yield from point(f"second{name}", item, BEFORE, [("0", "Inf", None)])
        elif place in old and not zero_of(old[place]):
            yield from point(f"second{name}", item, AFTER, old[place].tiers)
    for place, item in old.items():
        if place not in new:
            yield from point(f"second{name}", item, "2026-07-31", item.tiers)
            yield from point(f"second{name}", item, "2026-08-01", [("0", "Inf", None)])


def plan_of(offer):
    return f"savings_plan term {offer[1]} year{'s' * (offer[1] > 1)}, {offer[3]}"


def plan_account(name, rates):
    said = account(name, [], {})[0] | {"rows": len(rates)}
    for offer, item, rate in rates:
        if not item.known:
            said["unknown"][item.usage] += 1
        elif Decimal(rate) == 0:
            said["zero"].append(item.usage)
        else:
            said["mapped"] += 1
    return said | {"opened": said["mapped"]}


def write_big(path, size, seed):
    """As many products as a list of that many bytes has; instance types that nobody knows are types of the list."""
    rng = random.Random(seed)
    kinds = [family for family in families() if family.key == "instance" and family.meter]
    regions = [region for region in REGIONS if region != "cn-north-1"]
    half = size // 2
    head = {"formatVersion": "v1.0", "disclaimer": DISCLAIMER, "offerCode": OFFER, "version": version_of(FIRST), "publicationDate": FIRST}
    indented = lambda value, depth: json.dumps(value, indent=2).replace("\n", "\n" + "  " * depth)
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(head, indent=2)[:-2] + ',\n  "products" : {')
        written, items = 0, []
        terms = 0
        while written + terms < size:
            number = len(items)
            family, region = kinds[number % len(kinds)], regions[number // len(kinds) % len(regions)]
            instance = f"ml.x{number // len(kinds) // len(regions)}.large"
            item = Item(family, region, f"{REGIONS[region][0]}-{family.usage.replace('{}', instance)}", instance, instance, code(rng, 16), {},
                        [("0", "Inf", f"{1 + number % 89}.{number % 997:04d}1{number % 7:05d}")], "2026-05-01T00:00:00Z")
            item.attributes = attributes_of(item, family, region)
            text = f'{"," * bool(items)}\n    "{item.sku}" : ' + indented({"sku": item.sku, "productFamily": family.product, "attributes": item.attributes}, 2)
            file.write(text)
            written += len(text)
            items.append(item)
            if number == 0:
                each = len(term_text(item, indented))
            terms += each
        file.write('\n  },\n  "terms" : {\n    "OnDemand" : {')
        for number, item in enumerate(items):
            file.write("," * bool(number) + term_text(item, indented))
        file.write("\n    }\n  }\n}\n")
    print(f"{path.stat().st_size} bytes, {len(items)} rows")


def term_text(item, indented):
    rates = {rate["rateCode"]: rate for rate in dimensions(item, "USD", "JRTCKXETXF")}
    return f'\n      "{item.sku}" : ' + indented({f"{item.sku}.JRTCKXETXF": {
        "offerTermCode": "JRTCKXETXF", "sku": item.sku, "effectiveDate": item.effective, "priceDimensions": rates, "termAttributes": {}}}, 3)


def make(folder, seed=1):
    """Writes all of it, and hands back what is in expected.json."""
    folder.mkdir(parents=True, exist_ok=True)
    maker = Maker(seed)
    first = maker.first()
    second = maker.second()
    imports, points = [], []
    said, book = account("first.json", first, {})
    imports.append(said)
    imports.append(account("first.json", first, book)[0] | {"again": True})
    imports.append(account("second.json", second, book)[0])
    for name, items, published in (("first", first, FIRST), ("second", second, SECOND)):
        offer_json(folder / f"{name}.json", items, published, seed=seed)
        offer_csv(folder / f"{name}.csv", items, published, seed=seed)
    points += points_of(".json", first, second)

    rates = list(plan_rates(first, seed))
    skus = plans_json(folder / "savings_plans.json", rates, FIRST, seed)
    plans_csv(folder / "savings_plans.csv", rates, FIRST, skus)
    imports.append(plan_account("savings_plans.json", rates))
    points += (["savings_plans.json", *item.place, plan_of(offer), "-", "-", BEFORE, rate] for offer, item, rate in rates
               if item.known and Decimal(rate))

    china = Maker(seed + 1)
    for family in china.families:
        if family.usage in ("Train:{}", "Host:{}", "Notebk:{}"):
            for instance in ("ml.m5.xlarge", "ml.c5.xlarge", "ml.g4dn.xlarge"):
                china.add(family, "cn-north-1", instance, effective="2026-05-01T00:00:00Z")
    offer_json(folder / "china.json", china.items, FIRST, "CNY", seed)
    # No source says what usage types begin with there, and the library says none: not one is understood.
    said = account("china.json", [], {}, "CNY")[0]
    imports.append(said | {"rows": len(china.items), "unknown": {item.usage: 1 for item in china.items}})
    yuan = Maker(seed + 1)
    yuan.add(next(family for family in yuan.families if family.usage == "Train:{}"), "ap-east-1", "ml.m5.xlarge", effective="2026-05-01T00:00:00Z")
    offer_json(folder / "yuan.json", yuan.items, FIRST, "CNY", seed)

    # A list that has two prices for one thing; one that a day later corrects a price for the same days.
    one = next(item for item in first if item.family.meter == "training" and not zero_of(item) and not item.termless)
    twin = copy_of(one)
    twin.sku, twin.tiers = code(random.Random(seed + 4), 16), [("0", "Inf", "77.0000000000")]
    offer_json(folder / "contradiction.json", first + [twin], FIRST, seed=seed)
    imports.append({"files": ["contradiction.json"], "contradictions": [one.usage]})
    corrected = [copy_of(twin) if item is one else item for item in first]
    offer_json(folder / "correction.json", corrected, CORRECTED, seed=seed)
    imports.append(account("correction.json", corrected, book)[0])
    offer_json(folder / "other_price.json", corrected, FIRST, seed=seed)
    imports.append({"files": ["other_price.json"], "onto": "first.json", "contradictions": [one.usage]})
    points.append(["correction.json", *one.place, "-", "-", "-", BEFORE, "77"])

    site(folder / "site1", first, rates, FIRST, seed)
    site(folder / "site2", second, rates, SECOND, seed)
    expected = {"seed": seed, "imports": imports, "points": points}
    lines = ",\n".join(json.dumps(point) for point in points)
    (folder / "expected.json").write_text(
        json.dumps({"seed": seed, "imports": imports}, indent=1)[:-2] + f',\n "points": [\n{lines}\n]}}\n', encoding="utf-8")
    return expected


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", help="only big.json, of this size: 170MB")
    options = parser.parse_args()
    if options.size:
        number, unit = re.fullmatch(r"(\d+)([KMG]B)", options.size).groups()
        options.folder.mkdir(parents=True, exist_ok=True)
        write_big(options.folder / "big.json", int(number) * MIB[unit], options.seed)
        return
    expected = make(options.folder, options.seed)
    for said in expected["imports"]:
        print({name: value if isinstance(value, int) else len(value) if isinstance(value, list) else value for name, value in said.items()})
    print(len(expected["points"]), "points")


if __name__ == "__main__":
    main()
