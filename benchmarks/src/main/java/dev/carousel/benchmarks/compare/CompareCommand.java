package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.kernels.FmaChains;
import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.CaseList;
import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.benchmarks.problem.ProblemMaker;
import dev.carousel.benchmarks.problem.Shape;
import dev.carousel.benchmarks.runs.RunMaker;
import dev.carousel.benchmarks.worker.Workloads;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.flow.words.Numbers;
import dev.carousel.internal.kernel.KernelProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times Carousel beside its peers. */
@Command(
    name = "compare",
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Times Carousel and other libraries, each in its own process, in strict alternation.",
      "All get the same numbers. Each is checked against Carousel's float64 reference before it "
          + "is timed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  benchmarks/compare --python venv/bin/python --json comparison.json",
      "  benchmarks/compare --contenders carousel,torch --kinds train --shape 64,100,128,256",
      "  benchmarks/compare --contenders carousel --cells lstm,scrn --plugins my-plugins",
      "  benchmarks/compare --kinds run --python venv/bin/python"
    })
final class CompareCommand implements Callable<Integer> {
  private static final int ROUNDS = 3;
  private static final int ROUNDS_OF_RUNS = 5;

  private final Console console;

  @Option(
      names = "--python",
      paramLabel = "PROGRAM",
      defaultValue = "python3",
      description = "A Python that can import torch (default: ${DEFAULT-VALUE})")
  private String python = "";

  @Option(
      names = "--contenders",
      paramLabel = "ID,..",
      description = "Only these contenders (default: all in this build)")
  private @Nullable String contenders;

  @Option(
      names = "--cells",
      paramLabel = "CELL,..",
      defaultValue = "lstm,rnn,gru",
      description =
          "Cells; a plugin's cell is compared with the LSTM at the same shapes (default: "
              + "${DEFAULT-VALUE})")
  private String cells = "";

  @Option(
      names = "--kinds",
      paramLabel = "KIND,..",
      defaultValue = "train,infer,stream",
      description =
          "What to time: train, infer and stream of a layer; run for whole training runs of an LSTM"
              + " on characters, windows and words, by Carousel and torch (default:"
              + " ${DEFAULT-VALUE})")
  private String kinds = "";

  @Option(
      names = "--shape",
      paramLabel = "B,T,I,H",
      description = "Batch, steps, input and units, instead of the default shapes; may be repeated")
  private final List<String> shapes = new ArrayList<>();

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Threads of every contender (default: ${DEFAULT-VALUE})")
  private int threads;

  @Option(
      names = "--rounds",
      description =
          "Number of rounds; the result is the median of their medians (default: 3, or 5 if only"
              + " runs are timed)")
  private @Nullable Integer rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "3",
      description = "Warm-up of a contender in a case (default: ${DEFAULT-VALUE})")
  private double warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      description =
          "Time for which it repeats the case; the first third is not counted, except in runs"
              + " (default: ${DEFAULT-VALUE})")
  private double seconds;

  @Option(
      names = "--timeout",
      defaultValue = "600",
      paramLabel = "SECONDS",
      description = "Time after which a contender is stopped (default: ${DEFAULT-VALUE})")
  private long timeout;

  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private GlobalOptions global = new GlobalOptions();

  /** A command that speaks there. */
  CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    json.check();
    FmaChains.requireWidthOf(KernelProvider.best());
    try (Session session = Session.open(global);
        ProblemMaker maker = new ProblemMaker(session.plugins());
        TemporaryFolder folder = TemporaryFolder.create()) {
      ComparisonPlan plan = plan(folder.path());
      console.err().println("compare: " + plan.processes() + " processes to run");
      RunMaker runs = new RunMaker(session.plugins(), folder.path(), plan.threads());
      ComparisonResult result = new Comparison(plan, folder.path()).run(maker, runs, this::tell);
      new ComparisonText(result).lines().forEach(json.text(console)::println);
      json.text(console).flush();
      json.write(console, ComparisonJson.document(result));
      return result.isSound() ? 0 : 1;
    }
  }

  private ComparisonPlan plan(Path folder) {
    List<Shape> wanted = shapes.stream().map(Shape::parse).toList();
    List<Kind> timed = Choices.kinds(kinds);
    int usual = timed.stream().allMatch(Kind::isRun) ? ROUNDS_OF_RUNS : ROUNDS;
    return new ComparisonPlan(
        CaseList.of(timed, Choices.cells(cells), wanted),
        contenders(folder),
        rounds == null ? usual : rounds,
        warmUp,
        seconds,
        threads,
        timeout,
        global.plugins());
  }

  private List<Contender> contenders(Path folder) {
    List<Contender> all = new ArrayList<>();
    Workloads.all().forEach(workload -> all.add(new JvmContender(workload, folder)));
    boolean hasPeers = all.size() > 1;
    TorchContender.install(folder);
    TorchContender.IDS.forEach(id -> all.add(new TorchContender(id, python, folder)));
    if (!hasPeers) {
      console
          .err()
          .println("compare: the peers that run in a JVM are not in this build (profile peers)");
    }
    return contenders == null ? List.copyOf(all) : Choices.contenders(contenders, all);
  }

  private void tell(int round, Case subject, Contender contender, Outcome outcome) {
    String said =
        outcome instanceof Outcome.Timed timed
            ? Numbers.decimals(timed.measurement().medianMillis(), 3) + " ms"
            : outcome instanceof Outcome.Failed failed ? "failed: " + failed.reason() : "";
    if (!said.isEmpty() && global.progress()) {
      console
          .err()
          .println("round " + round + ", " + subject + ", " + contender.id() + ": " + said);
    }
  }
}
