package dev.carousel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.refusal.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginRefTest {
  @Test
  void idAloneHasNoOptions() {
    assertEquals(new PluginRef("lstm", Map.of()), PluginRef.parse("lstm"));
  }

  @Test
  void optionsKeepTheirOrder() {
    PluginRef ref = PluginRef.parse("lstm:zeta=1,alpha=a=b,mid=");
    assertEquals("lstm", ref.id());
    assertEquals(List.of("zeta", "alpha", "mid"), List.copyOf(ref.options().keySet()));
    assertEquals(List.of("1", "a=b", ""), List.copyOf(ref.options().values()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "adam:lr=0.002", "clip-norm:max=5,by=layer"})
  void textComesBack(String text) {
    assertEquals(text, PluginRef.parse(text).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                | no id",
        ":lr=1             | no id",
        "adam:             | an empty option, without '='",
        "adam:lr=1,        | an empty option, without '='",
        "adam:lr           | 'lr', without '='",
        "adam:=1           | '=1', without a key",
        "adam:lr=1,lr=2    | 'lr' more than once",
      })
  void malformedTextIsRefused(String text, String found) {
    Refusal error = Refusal.of(text, () -> PluginRef.parse(text), "'" + text + "'");
    assertEquals(Refusal.Kind.USAGE, error.kind());
    error.says("expected: id or id:key=value", "found:    " + found);
  }

  @Test
  void partsThatCouldNotBeParsedAgainAreRefused() {
    Refusal.of(() -> new PluginRef("a:b", Map.of()));
    Refusal.of(() -> new PluginRef("", Map.of()));
    Refusal.of(() -> new PluginRef("a", Map.of("k=", "v")));
    Refusal.of(() -> new PluginRef("a", Map.of("k", "1,2")));
  }
}
