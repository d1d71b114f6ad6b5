"""One-line faults in the rules of the library. See seeded_faults.py for the form."""

FOLDER = "stdlib/aws/sagemaker/"
TRAINING = FOLDER + "training.smcost"
HOSTING = FOLDER + "hosting.smcost"
FEATURES = FOLDER + "feature_store.smcost"
SERVERLESS = FOLDER + "serverless.smcost"
STUDIO = FOLDER + "studio.smcost"
BESIDE = "stdlib/aws/"
LAMBDA = BESIDE + "lambda.smcost"
FARGATE = BESIDE + "fargate.smcost"
VPC = BESIDE + "vpc.smcost"

FAULTS = [
    ("library: warm pools are training", TRAINING, "line warm_pool   = meter training_warm_pool(instance)",
     "line warm_pool   = meter training(instance)", ["stdlib/a_warm_pool.smcost"]),
    ("library: no whole seconds of training", TRAINING, "meter training(instance : Sku) : Time {\n  granularity 1 s up per instance",
     "meter training(instance : Sku) : Time {\n  granularity 1 min up per instance", ["stdlib/boundaries.smcost"]),
    ("library: a begun second of training is none", TRAINING, "meter training(instance : Sku) : Time {\n  granularity 1 s up per instance",
     "meter training(instance : Sku) : Time {\n  granularity 1 s down per instance", ["stdlib/boundaries.smcost"]),
    ("library: the instances of a job share a second", TRAINING, "meter training(instance : Sku) : Time {\n  granularity 1 s up per instance",
     "meter training(instance : Sku) : Time {\n  granularity 1 s up per line", ["stdlib/boundaries.smcost"]),
    ("library: a volume of one run", TRAINING, "storage * run each instances each runs\n  if keep_alive", "storage * run each instances\n  if keep_alive",
     ["stdlib/rules_of_each_workload.smcost"]),
    ("library: a volume of one instance", TRAINING, "storage * run each instances each runs\n  if keep_alive", "storage * run each runs\n  if keep_alive",
     ["stdlib/rules_of_each_workload.smcost"]),
    ("library: a warm pool behind the last job only", TRAINING, "training_warm_pool(instance)  keep_alive each instances each runs", "training_warm_pool(instance)  keep_alive each instances",
     ["stdlib/rows_without_public_prices.smcost"]),
    ("library: own rules of one run", TRAINING, "debugger_rule(debugger.instance)  run each debugger.custom each runs", "debugger_rule(debugger.instance)  run each debugger.custom",
     ["stdlib/rules_of_each_workload.smcost"]),
    ("library: a rule's volume for each instance", TRAINING, "debugger.storage * run each debugger.custom each runs",
     "debugger.storage * run each debugger.custom each instances each runs", ["stdlib/rules_of_each_workload.smcost"]),
    ("library: a pool may wait longer than an hour", TRAINING, "require keep_alive <= 1 h", "require keep_alive <= 2 h",
     ["stdlib/rows_without_public_prices.smcost"]),
    ("library: processing of one run", FOLDER + "processing.smcost", "run each instances each runs\n  line volume", "run each instances\n  line volume",
     ["stdlib/rules_of_each_workload.smcost"]),
    ("library: a processing volume of one run", FOLDER + "processing.smcost", "storage * run each instances each runs", "storage * run each instances",
     ["stdlib/rules_of_each_workload.smcost"]),
    ("library: transform of one run", FOLDER + "batch_transform.smcost", "run each instances each runs", "run each instances",
     ["stdlib/rules_of_each_workload.smcost"]),
    ("library: an endpoint's volume while it answers", HOSTING, "line volume  = meter hosting_volume  storage * span each instances",
     "line volume  = meter hosting_volume  storage * time each instances", ["stdlib/rules_of_each_workload.smcost"]),
    ("library: data in is data out", HOSTING, "line sent     = meter endpoint_data_out  data_out", "line sent     = meter endpoint_data_out  data_in",
     ["stdlib/rules_of_each_workload.smcost"]),
    ("library: idle time is free", FOLDER + "async_inference.smcost", "(time + idle) each instances", "time each instances", ["stdlib/studio.smcost"]),
    ("library: own rules of a monitor have its free hours", HOSTING, "meter model_monitor_own_rules(monitor.instance)",
     "meter model_monitor(monitor.instance)", ["stdlib/monitor.smcost"]),
    ("library: a shadow runs as long as its endpoint", HOSTING, "shadow.time each shadow.instances", "time each shadow.instances",
     ["stdlib/rows_without_public_prices.smcost"]),
    ("library: a record of nothing writes nothing", FEATURES, "max(up(record / 1 KB), 1) * 1 write_unit\n\n", "up(record / 1 KB) * 1 write_unit\n\n",
     ["stdlib/rules_of_each_workload.smcost"]),
    ("library: a begun KB is not written", FEATURES, "fn write_units(record : Data) : Count[write_unit] = max(up(", "fn write_units(record : Data) : Count[write_unit] = max(down(",
     ["stdlib/boundaries.smcost"]),
    ("library: reads by the KB", FEATURES, "up(record / 4 KB)", "up(record / 1 KB)", ["stdlib/boundaries.smcost"]),
    ("library: memory has no minimum", FEATURES, "max(storage, 5 GiB) * time", "storage * time", ["stdlib/rows_without_public_prices.smcost"]),
    ("library: requests share a millisecond", SERVERLESS, "meter serverless_inference(memory : Data) : Time {\n  granularity 1 ms up per request",
     "meter serverless_inference(memory : Data) : Time {\n  granularity 1 ms up per line", ["stdlib/rules_of_each_workload.smcost"]),
    ("library: kept warm for one request", SERVERLESS, "provisioned.warm each provisioned.concurrency", "provisioned.warm",
     ["stdlib/serverless_provisioned.smcost"]),
    ("library: tasks of one worker", FOLDER + "evaluation.smcost", "1 task each prompts each workers", "1 task each prompts",
     ["stdlib/rules_of_each_workload.smcost"]),
    ("library: a call before 2020-12 in milliseconds", LAMBDA, "memory * (round up duration to 100 ms) each requests",
     "memory * (round up duration to 1 ms) each requests", ["stdlib/lambda.smcost"]),
    ("library: calls share a millisecond", LAMBDA, "memory * (round up duration to 1 ms) each requests", "memory * duration each requests",
     ["stdlib/lambda.smcost"]),
    ("library: milliseconds before there were any", LAMBDA, "source lambda_golden from 2020-12-01", "source lambda_golden from 2020-11-01",
     ["stdlib/lambda.smcost"]),
    ("library: a task has no minute at least", FARGATE, "max(round up time to 1 s, 1 min)", "round up time to 1 s", ["stdlib/fargate.smcost"]),
    ("library: a task shares its minute with all runs", FARGATE, "vcpu * fargate_time(time) each tasks each runs", "vcpu * fargate_time(time * runs / 1 run) each tasks",
     ["stdlib/fargate.smcost"]),
    ("library: all of a task's storage is paid", FARGATE, "(storage - 20 GiB) * fargate_time", "storage * fargate_time", ["stdlib/fargate.smcost"]),
    ("library: gateways share an hour", VPC, "granularity 1 h up per gateway", "granularity 1 h up", ["stdlib/nat_gateways_and_endpoints.smcost"]),
    ("library: zones of an endpoint share an hour", VPC, "granularity 1 h up per zone", "granularity 1 h up per endpoint", ["stdlib/nat_gateways_and_endpoints.smcost"]),
    ("library: rare access is read for nothing", BESIDE + "s3.smcost", "meter s3_retrieval  retrieved", "meter s3_retrieval  0 * retrieved", ["stdlib/s3.smcost"]),
    ("library: elastic files at the price of others", BESIDE + "efs.smcost", "meter efs_infrequent_storage(throughput)", "meter efs_infrequent_storage(bursting)",
     ["stdlib/efs_and_ecr.smcost"]),
]
