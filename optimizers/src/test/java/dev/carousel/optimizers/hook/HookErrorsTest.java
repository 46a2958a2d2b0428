package dev.carousel.optimizers.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.optimizers.Plugins;
import dev.carousel.refusal.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clip-norm:max=0           | max         | a number from 1.0E-30 to 1.0E30 | 5
          autoclip:percentile=101   | percentile  | a number from 0 to 100          | 10
          autoclip:percentile=NaN   | percentile  | a number from 0 to 100          | 10
          zclip:z-max=0             | z-max       | a number from 0.001 to 1000000  | 2.5
          zclip:alpha=1             | alpha       | a number from 0 to less than 1  | 0.97
          zclip:max=-1              | max         | a number from 1.0E-30 to 1.0E30 | 1
          zclip:warmup=0            | warmup      | a whole number from 1 to        | 25
          zclip:warmup=2.5          | warmup      | a whole number from 1 to        | 25
          agc:max=0                 | max         | a number from 1.0E-30 to 1.0E30 | 0.01
          agc:eps=0                 | eps         | a number from 1.0E-30 to 1.0E30 | 0.001
          agc:head=yes              | head        | true or false                   | false
          gradient-noise:eta=-1     | eta         | a number from 0 to 1.0E30       | 0.01
          gradient-noise:gamma=-0.5 | gamma       | a number from 0 to 100          | 0.55
          gradient-noise:seed=-1    | seed        | a whole number from 0 to        | 1
          h-detach:probability=1.5  | probability | a number from 0 to 1            | 0.25
          h-detach:seed=x           | seed        | a whole number from 0 to        | 1
          preserve-norm:strength=-1 | strength    | a number from 0 to 1000000      | 1
          """)
  void valuesOutOfBoundsAreRefused(String text, String option, String expected, String preset) {
    Refusal error = Refusal.of(text, () -> Plugins.hook(text));
    assertEquals(Refusal.Kind.USAGE, error.kind());
    String given = text.substring(text.indexOf('=') + 1);
    error.says(
        "Option '" + option + "' of the ",
        "expected: " + expected,
        "found:    '" + given + "'",
        option + "=" + preset + " is the default");
  }

  @ParameterizedTest
  @CsvSource({"stop-after, 3", "shrink, 0.25"})
  void guardThatIsOffTakesNoOtherOption(String option, String value) {
    String text = "non-finite:policy=off," + option + "=" + value;
    Refusal error = Refusal.of(text, () -> Plugins.hook(text));
    assertEquals(Refusal.Kind.USAGE, error.kind());
    error.says(
        "Option '" + option + "' of the hook non-finite has no effect",
        "policy=off alone",
        "policy=off with " + option + "=" + value,
        "leave out " + option);
  }

  @ParameterizedTest
  @CsvSource({
    "autoclip:percentle=10, percentle, percentile",
    "zclip:warm-up=3, warm-up, warmup",
    "agc:esp=1, esp, eps",
    "gradient-noise:gama=1, gama, gamma",
    "h-detach:probabilty=1, probabilty, probability",
    "preserve-norm:strenght=1, strenght, strength"
  })
  void unknownOptionsAreToldWithTheNearest(String text, String given, String nearest) {
    Refusal error = Refusal.of(text, () -> Plugins.hook(text));
    assertEquals(Refusal.Kind.USAGE, error.kind());
    error.says("has no option '" + given + "'", "'" + nearest + "'");
  }
}
