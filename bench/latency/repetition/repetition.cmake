# What is between the measuring and Google Benchmark; compiled once, for all workers, whatever the ABI of their torch.
find_package(benchmark REQUIRED)
dy2stat_room(bench_repetition bench/latency/repetition benchmark::benchmark)
