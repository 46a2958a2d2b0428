package dev.carousel.benchmarks.worker;

import dev.carousel.bench.Timing;
import dev.carousel.benchmarks.problem.Problem;
import dev.carousel.benchmarks.runs.RunProblem;
import dev.carousel.cli.console.Console;
import dev.carousel.io.Safetensors;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The process of a contender that runs in a JVM. */
public final class WorkerMain {
  private WorkerMain() {}

  /** Does the job in the one argument and prints one line: a {@link Measurement}. */
  public static void main(String[] args) {
    PrintWriter out = Console.ofProcess().out();
    out.println(measure(Job.parse(args[0])).toJson());
    out.flush();
    // A framework's threads may go on.
    System.exit(0);
  }

  /** Checks, then times; whatever goes wrong becomes a reason. */
  static Measurement measure(Job job) {
    Safetensors.Contents contents = Safetensors.read(Path.of(job.problem()));
    if (Problem.subject(contents.metadata()).kind().isRun()) {
      return TimedRun.measure(job, RunProblem.of(contents));
    }
    Problem problem = Problem.of(contents);
    List<Path> plugins = job.plugins().stream().map(Path::of).toList();
    Workload workload = Workloads.get(job.contender());
    try (WorkSession session = workload.open(new Assignment(problem, job.threads(), plugins))) {
      Check check = Check.of(problem, session.answer());
      Optional<String> fault = check.fault(job.tolerance());
      if (fault.isPresent()) {
        return Measurement.failure(fault.get());
      }
      Timing.of(job.warmUp(), session::run);
      return measurement(session, check, Timing.of(job.seconds(), session::run));
    } catch (RuntimeException | LinkageError failed) {
      failed.printStackTrace();
      return Measurement.failure(failed.toString());
    }
  }

  private static Measurement measurement(WorkSession session, Check check, Timing timing) {
    double compile = session.compileSeconds();
    return new Measurement(
        null,
        session.version(),
        timing.medianNanos() / 1e6,
        timing.leastNanos() / 1e6,
        timing.runs(),
        check.outputError(),
        check.gradientError(),
        Double.isNaN(compile) ? null : compile);
  }
}
