package dev.carousel.benchmarks.tasks;

import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;

/** The program {@code benchmarks/tasks}. */
public final class TasksMain {
  private TasksMain() {}

  /** Runs the plan, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** The exit code: 0 if all runs are done; 1 if the program failed; 2 for a wrong request. */
  static int run(Console console, String... args) {
    return Program.run(new TasksCommand(console), console, args);
  }
}
