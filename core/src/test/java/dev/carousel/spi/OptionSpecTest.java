package dev.carousel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OptionSpecTest {
  private enum Start {
    FLAT,
    ORTHO
  }

  private static final OptionSpec REAL = OptionSpec.real("memory", 1, -3, 3, "a number");
  private static final OptionSpec INTEGER = OptionSpec.integer("spread", 0, 0, 99, "a number");
  private static final OptionSpec REALS =
      OptionSpec.reals("shares", new double[] {0.5}, 0, 1, "numbers");
  private static final OptionSpec SWITCH = OptionSpec.toggle("tied", false, "a switch");
  private static final OptionSpec CHOICE =
      OptionSpec.choice("start", Start.FLAT, Start.class, "a word");

  @Test
  void roleGateAndMeaningsAreCarriedBesideAllElse() {
    OptionSpec memory = REAL.as(OptionRole.MEMORY_BIAS, "keep");
    assertEquals(OptionRole.MEMORY_BIAS, memory.role());
    assertEquals("keep", memory.gate());
    assertEquals(
        REAL,
        new OptionSpec(
            memory.name(),
            memory.type(),
            memory.defaultValue(),
            memory.minimum(),
            memory.maximum(),
            memory.choices(),
            memory.description()));
    OptionSpec start =
        CHOICE
            .meaning(Start.ORTHO, ChoiceRole.ORTHOGONAL)
            .as(OptionRole.RECURRENT_INIT)
            .meaning(Start.FLAT, ChoiceRole.ZERO);
    assertEquals(Map.of("ortho", ChoiceRole.ORTHOGONAL, "flat", ChoiceRole.ZERO), start.meanings());
    assertEquals(OptionRole.RECURRENT_INIT, start.role());
  }

  @Test
  void anOptionHasNoRoleIfNoneIsGiven() {
    assertNull(REAL.role());
    assertEquals("", REAL.gate());
    assertEquals(Map.of(), CHOICE.meanings());
  }

  /** What advice computes of a role must be a value that the option can have. */
  @ParameterizedTest
  @EnumSource(OptionRole.class)
  void aRoleIsRefusedOfAnotherType(OptionRole role) {
    boolean isWord = role == OptionRole.RECURRENT_INIT || role == OptionRole.ACTIVATION;
    boolean isSwitch = role == OptionRole.INPUT_COUPLING;
    boolean isList = role == OptionRole.CLASS_WEIGHTS;
    check(role, REAL, !isWord && !isSwitch && !isList);
    check(role, INTEGER, !isWord && !isSwitch && !isList);
    check(role, REALS, isList);
    check(role, SWITCH, isSwitch);
    check(role, CHOICE, isWord);
  }

  private static void check(OptionRole role, OptionSpec option, boolean suits) {
    if (suits) {
      assertEquals(role, option.as(role).role());
    } else {
      String told =
          String.valueOf(
              assertThrows(IllegalArgumentException.class, () -> option.as(role)).getMessage());
      assertTrue(told.contains(option.name()) && told.contains(role.word()), told);
    }
  }

  @Test
  void aMeaningOfAWordThatIsNotAllowedIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> CHOICE.meaning(OptionRole.ACTIVATION, ChoiceRole.BOUNDED));
    assertThrows(
        IllegalArgumentException.class, () -> REAL.meaning(Start.FLAT, ChoiceRole.BOUNDED));
  }

  @ParameterizedTest
  @CsvSource({
    "memory, 3, true",
    "memory, 3.1, false",
    "memory, NaN, false",
    "memory, a, false",
    "spread, 99, true",
    "spread, 2.5, false",
    "spread, 100, false",
    "tied, true, true",
    "tied, yes, false",
    "start, ortho, true",
    "start, orthogonal, false"
  })
  void valuesAreAcceptedByTypeAndBounds(String name, String value, boolean isAccepted) {
    OptionSpec option =
        Stream.of(REAL, INTEGER, SWITCH, CHOICE)
            .filter(spec -> spec.name().equals(name))
            .findFirst()
            .orElseThrow();
    assertEquals(isAccepted, option.accepts(value));
  }
}
