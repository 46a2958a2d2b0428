package dev.carousel.cli.reproduce;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.console.MachineFilter;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.text.Look;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.experiments.LocalRunner;
import dev.carousel.experiments.StopSignal;
import dev.carousel.experiments.published.Catalogue;
import dev.carousel.experiments.published.DataFiles;
import dev.carousel.experiments.published.PublishedResult;
import dev.carousel.experiments.statistics.PairedRules;
import dev.carousel.model.HeapBudget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Repeats published results, and says whether they come out again. */
@Command(
    name = "reproduce",
    customSynopsis = "@|bold carousel reproduce|@ [NAME] [OPTIONS]",
    description = {
      "Repeats published results as small experiments, whose settings and criteria were fixed"
          + " before they were run. Each prints the published figure, its own over several seeds,"
          + " and a verdict: reproduced, same ordering, or not reproduced.",
      "Without a name, lists them.",
      "With --out, each trial is a run folder there. Ctrl-C ends the trials after their current"
          + " updates; the same command goes on."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel reproduce                                       which there are",
      "  carousel reproduce trigger                               one of them",
      "  carousel reproduce quick --json quick.json               those of a minute each",
      "  carousel reproduce all --seeds 10 --out reproduced       all of them, more surely",
      "  carousel reproduce fashion-rows --data fashion-mnist     one whose data are files"
    })
public final class ReproduceCommand implements Callable<Integer> {
  private static final String ALL = "all";
  private static final String QUICK = "quick";
  private static final int MOST_SEEDS = 1000;

  private final Console console;
  private final Catalogue catalogue;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "A published result, quick for those of at most a minute each, or all")
  private @Nullable String name;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Seeds of each arm, at least 3; by default what each result was planned with")
  private @Nullable Integer seeds;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Number of trials at the same time, which changes no result; by default as many as there"
              + " are processors")
  private @Nullable Integer jobs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder to keep the trials in, one folder a result; by default they are removed")
  private @Nullable Path out;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder with the files of results whose data are not generated")
  private @Nullable Path data;

  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private GlobalOptions global = new GlobalOptions();

  /** A command that uses this console. */
  public ReproduceCommand(Console console) {
    this(console, Catalogue.read());
  }

  /** A command with results of its own. */
  ReproduceCommand(Console console, Catalogue catalogue) {
    this.console = console;
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() {
    json.check();
    checkPlugins();
    ReproduceText text = new ReproduceText(Look.of(console.terminal()).width());
    if (name == null) {
      refuseWithoutName();
      text.list(catalogue.results()).forEach(json.text(console)::println);
      json.write(console, ReproduceJson.list(catalogue.results()));
      return 0;
    }
    List<PublishedResult> wanted = withData(name, chosen(name)).stream().map(this::seeded).toList();
    int atOnce = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
    LocalRunner runner = new LocalRunner(atOnce);
    HeapBudget heap = HeapBudget.ofThisJvm().shared(atOnce, false);
    StopSignal stop = new StopSignal();
    Reproduction reproduction = new Reproduction(console, global, runner, heap, stop, data);
    try (Workplace place = Workplace.of(out);
        Interrupts.Handle listening = console.interrupts().onInterrupt(() -> stopAll(stop))) {
      MachineFilter.tell(); // trials do not, as it would be said hundreds of times
      return run(wanted, reproduction, place.path(), text);
    }
  }

  /** Refuses plugins that cannot be read before anything is done. */
  private void checkPlugins() {
    Session.open(global).close();
  }

  /** Without a name nothing is run, so these would have no effect. */
  private void refuseWithoutName() {
    Optional<String> useless =
        Stream.of(
                given("--seeds", seeds),
                given("--jobs", jobs),
                given("--out", out),
                given("--data", data))
            .flatMap(Optional::stream)
            .findFirst();
    useless.ifPresent(
        option -> {
          throw CarouselException.usage(option + " has no effect here: nothing is run.")
              .expected("the name of a result, quick or all")
              .mend("carousel reproduce quick " + option + " ..")
              .build();
        });
  }

  private static Optional<String> given(String option, @Nullable Object value) {
    return Optional.ofNullable(value).map(any -> option);
  }

  private List<PublishedResult> chosen(String name) {
    if (name.equals(ALL)) {
      return catalogue.results();
    }
    if (name.equals(QUICK)) {
      return catalogue.quick();
    }
    List<String> valid = Stream.concat(catalogue.names().stream(), Stream.of(QUICK, ALL)).toList();
    if (!valid.contains(name)) {
      throw CarouselException.usage("There is no published result '" + name + "'.")
          .mend(NearestWord.hint(name, valid))
          .build();
    }
    return List.of(catalogue.get(name));
  }

  /**
   * Those whose data can be had.
   *
   * @throws CarouselException if the only one needs data that were not given, or other ones, or
   *     none needs those that were given
   */
  private List<PublishedResult> withData(String name, List<PublishedResult> chosen) {
    List<PublishedResult> needy = chosen.stream().filter(one -> one.files() != null).toList();
    Path folder = data;
    if (folder == null) {
      return without(needy, chosen);
    }
    if (needy.isEmpty()) {
      throw CarouselException.usage("--data has no effect here: its data are generated.")
          .expected("a result whose data are files, or all")
          .found(name)
          .build();
    }
    for (PublishedResult one : needy) {
      new PreparedData(files(one), folder).check();
    }
    return chosen;
  }

  private List<PublishedResult> without(List<PublishedResult> needy, List<PublishedResult> chosen) {
    if (needy.size() == chosen.size()) {
      throw files(needy.get(0)).missing(needy.get(0).name());
    }
    for (PublishedResult one : needy) {
      console
          .err()
          .println(one.name() + " is left out: it needs " + files(one).name() + ", by --data DIR.");
    }
    return chosen.stream().filter(one -> !needy.contains(one)).toList();
  }

  private static DataFiles files(PublishedResult needy) {
    return Objects.requireNonNull(needy.files());
  }

  private PublishedResult seeded(PublishedResult result) {
    if (seeds == null) {
      return result;
    }
    if (seeds < PairedRules.FEWEST_SEEDS || seeds > MOST_SEEDS) {
      throw CarouselException.usage("--seeds is out of range.")
          .expected(
              "from "
                  + PairedRules.FEWEST_SEEDS
                  + ", since fewer cannot be compared, to "
                  + MOST_SEEDS)
          .found("--seeds " + seeds)
          .build();
    }
    return result.seeds(seeds);
  }

  private int run(
      List<PublishedResult> wanted, Reproduction reproduction, Path folder, ReproduceText text) {
    List<Reproduced> all = new ArrayList<>();
    for (PublishedResult result : wanted) {
      text.begin(result, reproduction.runner().place()).forEach(json.text(console)::println);
      json.text(console).flush();
      Optional<Reproduced> done = reproduction.run(result, folder);
      if (done.isEmpty()) {
        console.err().println(stopped());
        return Interrupts.EXIT_CODE;
      }
      all.add(done.get());
      text.end(done.get()).forEach(json.text(console)::println);
      json.text(console).println();
    }
    if (all.size() > 1) {
      text.summary(all).forEach(json.text(console)::println);
    }
    json.write(console, ReproduceJson.of(all));
    return 0;
  }

  private String stopped() {
    return out == null
        ? "Stopped. Nothing was kept; with --out DIR, the same command would go on."
        : "Stopped. The same command goes on.";
  }

  private void stopAll(StopSignal stop) {
    console.err().println("Stopping after the current updates; ask again to stop at once.");
    stop.ask();
  }
}
