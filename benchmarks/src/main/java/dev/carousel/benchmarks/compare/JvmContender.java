package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.worker.Job;
import dev.carousel.benchmarks.worker.WorkerMain;
import dev.carousel.benchmarks.worker.Workload;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A framework in a JVM with the flags and the class path of this one. */
record JvmContender(Workload workload) implements Contender {
  @Override
  public String id() {
    return workload.id();
  }

  @Override
  public Optional<String> refusal(Case subject) {
    return workload.refusal(subject);
  }

  @Override
  public List<String> command(Job job) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(WorkerMain.class.getName());
    command.add(job.toJson());
    return List.copyOf(command);
  }

  @Override
  public Map<String, String> environment(Job job) {
    return workload.environment(job.threads());
  }
}
