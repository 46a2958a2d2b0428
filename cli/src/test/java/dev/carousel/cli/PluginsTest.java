package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginsTest {
  private static void assertShows(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> "'" + part + "' is not in:\n" + text);
    }
  }

  @Test
  void allKindsAreListedWithWhereTheyComeFrom() {
    String out = Answer.to("plugins").succeeded().out();
    assertShows(out, "cell  ", "lstm", "adam", "cosine", "clip-norm", "adding", "[1]", "version");
    assertTrue(out.lines().allMatch(line -> line.length() <= 80), out);
  }

  @ParameterizedTest
  @CsvSource({
    "cells, lstm, adam",
    "cell, rnn, sgd",
    "hooks, clip-norm, lstm",
    "hooks, h-detach, adam",
    "tasks, adding, rnn"
  })
  void kindListsItsOwn(String kind, String own, String other) {
    String out = Answer.to("plugins", kind).succeeded().out();
    assertTrue(out.lines().anyMatch(line -> line.matches(" +\\w+ +" + own + " .*")), out);
    assertTrue(out.lines().noneMatch(line -> line.matches(" +\\w+ +" + other + " .*")), out);
  }

  @Test
  void oneIsShownInFullWithAnExample() {
    String out = Answer.to("plugins", "lstm").succeeded().out();
    assertShows(
        out,
        "cell lstm",
        "forget-bias=1   (real: a number from -15 to 15)",
        "init=uniform   (choice: one of uniform, orthogonal",
        "carousel diagnose --cell lstm:forget-bias=1");
    assertEquals(out, Answer.to("plugins", "cells", "lstm").succeeded().out());
  }

  @Test
  void hooksAreShownWithTheirOptions() {
    assertShows(
        Answer.to("plugins", "hooks", "h-detach").succeeded().out(),
        "hook h-detach",
        "probability=0.25   (real: a number from 0 to 1)",
        "seed=1   (integer: a whole number from 0 to 2147483647)",
        "carousel train --hook h-detach:probability=0.25 --out run");
    assertShows(Answer.to("plugins", "autoclip").succeeded().out(), "percentile=10   (real");
    assertShows(
        Answer.to("plugins", "zclip").succeeded().out(),
        "z-max=2.5   (real",
        "alpha=0.97   (real",
        "max=1   (real",
        "warmup=25   (integer");
    assertShows(
        Answer.to("plugins", "agc").succeeded().out(),
        "max=0.01   (real",
        "eps=0.001   (real",
        "head=false   (switch");
    assertShows(
        Answer.to("plugins", "gradient-noise").succeeded().out(),
        "eta=0.01   (real",
        "gamma=0.55   (real",
        "seed=1   (integer");
  }

  @Test
  void exampleOfOtherKindsTrains() {
    assertShows(
        Answer.to("plugins", "schedules", "constant").succeeded().out(),
        "It takes no options.",
        "carousel train --schedule constant --out run");
  }

  @Test
  void wrongWordsAreToldWithTheNearest() {
    Answer.to("plugins", "lstn").failed(2, "'lstn'", "did you mean 'lstm'?");
    Answer.to("plugins", "cels").failed(2, "did you mean 'cells'?");
    Answer.to("plugins", "cels", "lstm").failed(2, "did you mean 'cells'?");
    Answer.to("plugins", "cells", "adam").failed(2, "no cell 'adam'");
  }

  @Test
  void jsonHoldsOptionsWithBounds() {
    JsonNode json = Answer.to("plugins", "cells", "lstm", "--json", "-").succeeded().json();
    assertEquals("plugins", json.at("/command").textValue());
    assertEquals("cell", json.at("/plugins/0/kind").textValue());
    assertEquals("lstm", json.at("/plugins/0/id").textValue());
    JsonNode option = json.at("/plugins/0/options/0");
    assertEquals("forget-bias", option.at("/name").textValue());
    assertEquals("real", option.at("/type").textValue());
    assertEquals("1", option.at("/default").textValue());
    assertEquals(-15, option.at("/minimum").doubleValue());
    assertEquals(0, json.at("/problems").size());
  }

  @Test
  void jsonShowsWhatPluginsAndOptionsAreFor() {
    JsonNode lstm = Answer.to("plugins", "cells", "lstm", "--json", "-").succeeded().json();
    assertEquals("[\"gated\",\"proposed\"]", lstm.at("/plugins/0/roles").toString());
    assertEquals("memory-bias", lstm.at("/plugins/0/options/0/role").textValue());
    assertEquals("forget", lstm.at("/plugins/0/options/0/gate").textValue());
    JsonNode hook = Answer.to("plugins", "hooks", "zclip", "--json", "-").succeeded().json();
    assertEquals("[\"clipping\",\"self-tuning\"]", hook.at("/plugins/0/roles").toString());
    assertTrue(hook.at("/plugins/0/options/0/role").isNull(), "z-max");
    assertEquals("norm-threshold", hook.at("/plugins/0/options/2/role").textValue());
    JsonNode rnn = Answer.to("plugins", "cells", "rnn", "--json", "-").succeeded().json();
    assertEquals(
        "{\"tanh\":\"bounded\",\"relu\":\"one-sided\"}",
        rnn.at("/plugins/0/options/0/meanings").toString());
  }

  @Test
  void brokenPluginsAreToldOfAndStopNothingElse(@TempDir Path folder) throws IOException {
    PluginJars.broken(folder.resolve("a-broken.jar"));
    PluginJars.withoutClass(folder.resolve("b-missing.jar"));
    PluginJars.cell(
        folder.resolve("c-throws.jar"), "Throws", "throws", "throw new Error(\"ouch\");", "");
    PluginJars.cell(folder.resolve("d-repeats.jar"), "Repeats", "rnn", "", "");
    PluginJars.cell(folder.resolve("e-good.jar"), "Good", "good", "", "");
    Answer answer = Answer.to("plugins", "--plugins", folder.toString()).succeeded();
    String told = answer.out().substring(answer.out().indexOf("Left out"));
    assertShows(told, "a-broken.jar", "b-missing.jar", "missing.Provider", "c-throws.jar", "ouch");
    assertShows(told, "d-repeats.jar", "'rnn'");
    assertTrue(!told.contains("e-good.jar"), told);
    assertShows(answer.out(), "e-good.jar", "good", "lstm");
    JsonNode json =
        Answer.to("plugins", "--plugins", folder.toString(), "--json", "-").succeeded().json();
    assertShows(
        Answer.to("plugins", "good", "--plugins", folder.toString()).succeeded().out(),
        "carousel diagnose --cell good --plugins " + folder);
    assertEquals(4, json.at("/problems").size());
    assertEquals("a-broken.jar", json.at("/problems/0/jar").textValue());
  }
}
