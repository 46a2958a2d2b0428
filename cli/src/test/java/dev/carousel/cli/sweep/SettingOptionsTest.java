package dev.carousel.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.train.TrialTraining;
import dev.carousel.experiments.search.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class SettingOptionsTest {
  private static Map<String, Values> given(String... words) {
    CommandSpec spec = CommandSpec.create();
    SettingOptions.addTo(spec);
    new CommandLine(spec).parseArgs(words);
    return SettingOptions.given(spec);
  }

  private static List<String> values(String name, String... words) {
    return Objects.requireNonNull(given(words).get(name), name).all();
  }

  /** So that what is tried of an option of train holds here too. */
  @Test
  void everyOptionOfTrainIsHandedOn() {
    TreeSet<String> names = new TreeSet<>(RunOptions.names());
    names.removeAll(TrialTraining.reserved());
    for (String name : names) {
      assertEquals(List.of("1"), values(name, "--" + name + "=1"), name);
    }
    assertTrue(names.size() > 50, names.toString());
  }

  @Test
  void commasPartValuesButNotColumns() {
    assertEquals(List.of("3", "4"), values("units", "--units", "3,4"));
    assertEquals(List.of("a,b"), values("target", "--target", "a,b"));
    assertEquals(List.of("a,b", "c"), values("target", "--target", "a,b;c"));
    assertEquals(List.of("a,b.txt"), values("text", "--text", "a,b.txt"));
    assertEquals(List.of("lstm:a=1,b=2", "gru"), values("cell", "--cell", "lstm:a=1,b=2,gru"));
  }

  @Test
  void anOptionThatIsRepeatedIsOneValue() {
    assertEquals(List.of("a b"), values("hook", "--hook", "a", "--hook", "b"));
    assertEquals(List.of("a b", "c"), values("hook", "--hook", "a b;c"));
  }

  @Test
  void aFlagIsTrueOrHasValues() {
    assertEquals(List.of("true"), values("bidirectional", "--bidirectional"));
    assertEquals(List.of("false", "true"), values("bidirectional", "--bidirectional=false,true"));
  }
}
