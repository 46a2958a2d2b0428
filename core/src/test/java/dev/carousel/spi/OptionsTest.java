package dev.carousel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private enum Colour {
    RED,
    DARK_BLUE
  }

  private static final List<OptionSpec> SPECS =
      List.of(
          OptionSpec.real("rate", 0.5, 0, 2, "a rate"),
          OptionSpec.integer("lag", 10, 1, 100, "a lag"),
          OptionSpec.toggle("coupled", false, "a switch"),
          OptionSpec.choice("colour", Colour.RED, Colour.class, "a colour"),
          OptionSpec.real("any", 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "any"));

  private static Options of(Map<String, String> given) {
    return Options.of("cell lstm", SPECS, given);
  }

  private static void assertSays(Map<String, String> given, String... parts) {
    Refusal error = Refusal.of(new TreeMap<>(given).toString(), () -> of(given), parts);
    assertEquals(Refusal.Kind.USAGE, error.kind());
  }

  @Test
  void whatIsNotGivenIsTheDefault() {
    Options options = Options.defaults(SPECS);
    assertEquals(0.5, options.real("rate"));
    assertEquals(10, options.integer("lag"));
    assertFalse(options.toggle("coupled"));
    assertEquals(Colour.RED, options.choice("colour", Colour.class));
  }

  @Test
  void whatIsGivenIsTaken() {
    Options options =
        of(Map.of("rate", "1.5e0", "lag", "100", "coupled", "true", "colour", "dark-blue"));
    assertEquals(1.5, options.real("rate"));
    assertEquals(100, options.integer("lag"));
    assertTrue(options.toggle("coupled"));
    assertEquals(Colour.DARK_BLUE, options.choice("colour", Colour.class));
  }

  @Test
  void orderIsThatOfTheSpecification() {
    assertEquals(
        List.of("rate", "lag", "coupled", "colour", "any"),
        List.copyOf(of(Map.of("colour", "red")).asMap().keySet()));
  }

  @Test
  void unknownNameComesWithTheNearest() {
    assertSays(
        Map.of("rat", "1"),
        "The cell lstm has no option 'rat'.",
        "did you mean 'rate'?",
        "any, colour, coupled, lag, rate");
  }

  @Test
  void pluginWithoutOptionsSaysSo() {
    Refusal.of(() -> Options.of("hook x", List.of(), Map.of("a", "1")), "it takes no options");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.1", "-0.1", "NaN", "Infinity", "much", ""})
  void realOutOfBoundsIsRefused(String value) {
    assertSays(
        Map.of("rate", value),
        "Option 'rate' of the cell lstm has an invalid value.",
        "expected: a number from 0 to 2",
        "found:    " + (value.isEmpty() ? "nothing" : "'" + value + "'"),
        "rate=0.5 is the default");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "1.5", "ten", "99999999999999999999"})
  void integerOutOfBoundsIsRefused(String value) {
    assertSays(Map.of("lag", value), "a whole number from 1 to 100", "'" + value + "'");
  }

  @Test
  void switchesAndWordsAreExact() {
    assertSays(Map.of("coupled", "yes"), "expected: true or false", "'yes'");
    assertSays(Map.of("colour", "dark-blu"), "one of red, dark-blue", "did you mean 'dark-blue'?");
  }

  @Test
  void unboundedRangesReadAsWords() {
    assertEquals("a number from -infinity to infinity", SPECS.get(4).allowed());
  }

  @Test
  void defaultsAreWrittenAsUsersWriteThem() {
    assertEquals("10", SPECS.get(1).defaultValue());
    assertEquals("0.5", SPECS.get(0).defaultValue());
    assertEquals("0", SPECS.get(4).defaultValue());
    assertEquals("red", SPECS.get(3).defaultValue());
  }
}
