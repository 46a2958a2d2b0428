package dev.carousel.benchmarks.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.experiments.published.Catalogue;
import dev.carousel.experiments.published.PublishedResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The experiments, what came of them, and the page that shows both belong together. If a test
 * fails, run {@code benchmarks/reproduce}: it writes the page, or names what must be run again.
 */
class CommittedReproductionsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path FILE = ReproducePageCommand.results(ROOT);
  private static final Catalogue CATALOGUE = Catalogue.read();
  private static final Pattern COUNTS = Pattern.compile("So far: ([^.]+)\\.");

  private static List<Judged> judged() throws IOException {
    return Results.read(FILE).judged(CATALOGUE, FILE);
  }

  @Test
  void thePageIsThatOfTheOutcomes() throws IOException {
    assertEquals(
        String.join("\n", ReproducePage.of(judged(), List.of())),
        String.join("\n", Files.readAllLines(ReproducePageCommand.page(ROOT))));
  }

  @Test
  void everyExperimentHasOutcomes() throws IOException {
    assertEquals(
        List.of(),
        Results.read(FILE).missing(CATALOGUE).stream().map(PublishedResult::name).toList(),
        "run what is missing");
  }

  @Test
  void everySeedOfEveryArmHasOneOutcome() throws IOException {
    for (Judged one : judged()) {
      assertEquals(
          one.result().arms().stream()
              .flatMap(arm -> one.result().seeds().stream().map(seed -> arm.name() + " " + seed))
              .collect(Collectors.toSet()),
          one.entry().trials().stream()
              .map(trial -> trial.arm() + " " + trial.seed())
              .collect(Collectors.toSet()),
          one.result().name());
      assertEquals(
          one.result().arms().size() * one.result().seeds().size(), one.entry().trials().size());
    }
  }

  @Test
  void everyOutcomeSaysWhatRanIt() throws IOException {
    for (Judged one : judged()) {
      Entry.RanBy program = one.entry().program();
      assertTrue(program.carousel().matches("[0-9].*"), one.result().name() + program);
      assertTrue(program.commit().matches("[0-9a-f]{7,40}"), one.result().name() + program);
      assertTrue(program.java().matches("[0-9]+(\\.[0-9]+)*.*"), one.result().name() + program);
    }
  }

  /** Other pages quote the counts of the page. */
  @Test
  void otherPagesHaveTheSameCounts() throws IOException {
    Matcher found = COUNTS.matcher(Files.readString(ReproducePageCommand.page(ROOT)));
    assertTrue(found.find(), "the page has no counts");
    String number = CATALOGUE.results().size() + " experiments";
    for (String page : List.of("README.md", "docs/README.md")) {
      String text = Files.readString(ROOT.resolve(page));
      assertTrue(text.contains(number), () -> page + ": " + number);
      assertTrue(text.contains(found.group(1)), () -> page + ": " + found.group(1));
    }
  }
}
