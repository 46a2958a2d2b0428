package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.worker.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One that takes part, in a process of its own for every case and round. */
interface Contender {
  /** What it is called: lower-case with hyphens. */
  String id();

  /** Why it does not take a case, in a few words; empty if it does. */
  Optional<String> refusal(Case subject);

  /** The command that does a job and prints a measurement. */
  List<String> command(Job job);

  /** What a person needs to know about a failure beside its reason; empty for nothing. */
  default String remedy(String reason) {
    return "";
  }

  /** What the command's environment needs beside this process's own. */
  Map<String, String> environment(Job job);
}
