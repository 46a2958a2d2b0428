package dev.carousel.cli.tour;

import dev.carousel.Version;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.html.HtmlOutput;
import dev.carousel.cli.html.Page;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.text.CommandWords;
import dev.carousel.cli.text.Look;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells why gradients vanish and explode, in chapters that are computed when they are shown. */
@Command(
    name = "tour",
    description = {
      "Shows in seven short chapters why gradients vanish and explode, and how clipping and the "
          + "LSTM help.",
      "Each chapter is a small experiment that is computed now. The whole tour takes less than a "
          + "minute."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel tour                     all chapters",
      "  carousel tour clipping            one of them, by its name or number",
      "  carousel tour --html tour.html    also as a page, with sliders to try values",
      "",
      "Chapters: 1 state, 2 power, 3 matrix, 4 clipping, 5 lstm, 6 story, 7 cell"
    })
public final class TourCommand implements Callable<Integer> {
  private static final double MILLIS = 1e3;

  private final Console console;

  @Parameters(
      paramLabel = "CHAPTER",
      arity = "0..1",
      description = "Number or name of one chapter; all of them without it")
  private @Nullable String chapter;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the initial weights and of the strings that the LSTM learns from")
  private long seed;

  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private HtmlOutput html = new HtmlOutput();
  @Mixin private GlobalOptions global = new GlobalOptions();

  /** A command that uses this console. */
  public TourCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    json.check();
    html.check(json);
    List<Subject> subjects =
        chapter == null ? List.of(Subject.values()) : List.of(Subject.of(chapter));
    AtomicBoolean stopped = new AtomicBoolean();
    AtomicReference<Runnable> training = new AtomicReference<>(() -> {});
    try (Session session = Session.open(global);
        Interrupts.Handle listening =
            console.interrupts().onInterrupt(() -> stop(stopped, training))) {
      long start = session.clock().millis();
      TourProgress progress = new TourProgress(console, global.progress());
      Guide guide = new Guide(session, seed, progress, stop -> arm(stop, stopped, training));
      List<Chapter> told = new ArrayList<>();
      for (Subject subject : subjects) {
        Chapter next = guide.compute(subject);
        progress.done();
        if (stopped.get()) {
          return stopped(told);
        }
        told.add(next);
        show(next);
      }
      double seconds = (session.clock().millis() - start) / MILLIS;
      write(session, told, seconds);
      return 0;
    }
  }

  private static void stop(AtomicBoolean stopped, AtomicReference<Runnable> training) {
    stopped.set(true);
    Objects.requireNonNull(training.get()).run();
  }

  /** A request that came before the training began ends it too. */
  private static void arm(
      Runnable stop, AtomicBoolean stopped, AtomicReference<Runnable> training) {
    training.set(stop);
    if (stopped.get()) {
      stop.run();
    }
  }

  private int stopped(List<Chapter> told) {
    console.err().println("carousel: stopped after " + told.size() + " chapters; no file written");
    console.err().flush();
    return Interrupts.EXIT_CODE;
  }

  private void show(Chapter next) {
    PrintWriter text = json.text(console);
    TourText.of(next, Subject.values().length, Look.of(console.terminal())).forEach(text::println);
    text.flush();
  }

  private void write(Session session, List<Chapter> told, double seconds) {
    Clock clock = session.clock();
    Tour tour =
        new Tour(
            Version.current(),
            "tour",
            CommandWords.carousel(session.commandLine()),
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            seed,
            seconds,
            told);
    json.write(console, tour);
    html.write(Page.TOUR, tour);
    PrintWriter text = json.text(console);
    text.println();
    if (chapter == null && !html.isGiven()) {
      text.println("The same with sliders to try values: carousel tour --html tour.html");
    }
    text.flush();
  }
}
