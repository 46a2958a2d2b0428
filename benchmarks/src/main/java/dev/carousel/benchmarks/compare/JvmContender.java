package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.worker.CarouselWorkload;
import dev.carousel.benchmarks.worker.Job;
import dev.carousel.benchmarks.worker.WorkerMain;
import dev.carousel.benchmarks.worker.Workload;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A framework in a JVM with the flags and the class path of this one.
 *
 * @param folder of this comparison, for the native libraries that frameworks unpack
 */
record JvmContender(Workload workload, Path folder) implements Contender {
  @Override
  public String id() {
    return workload.id();
  }

  @Override
  public Optional<String> refusal(Case subject) {
    return subject.kind().isRun() && !workload.id().equals(CarouselWorkload.ID)
        ? Optional.of("layers alone")
        : workload.refusal(subject);
  }

  @Override
  public List<String> command(Job job) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-Djava.io.tmpdir=" + folder);
    command.add(WorkerMain.class.getName());
    command.add(job.toJson());
    return List.copyOf(command);
  }

  /** The class path stands here, as ONNX Runtime 1.29 crashes on command lines above 4096 bytes. */
  @Override
  public Map<String, String> environment(Job job) {
    Map<String, String> environment = new HashMap<>(workload.environment(job.threads()));
    environment.put("CLASSPATH", System.getProperty("java.class.path"));
    return environment;
  }
}
