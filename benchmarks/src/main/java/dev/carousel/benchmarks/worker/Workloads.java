package dev.carousel.benchmarks.worker;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The frameworks on the class path. */
public final class Workloads {
  private Workloads() {}

  /** All of them, by rank. */
  public static List<Workload> all() {
    return ServiceLoader.load(Workload.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparingInt(Workload::rank))
        .toList();
  }

  /** One of them. */
  static Workload get(String id) {
    return all().stream()
        .filter(workload -> workload.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no contender " + id));
  }
}
