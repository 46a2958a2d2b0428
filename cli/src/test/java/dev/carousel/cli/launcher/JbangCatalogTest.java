package dev.carousel.cli.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The entry for JBang, which has no launcher and so repeats its flags. */
@DisabledOnOs(OS.WINDOWS)
class JbangCatalogTest {
  private static JsonNode entry() throws IOException {
    Path catalog = Path.of("../jbang-catalog.json");
    return new ObjectMapper().readTree(catalog.toFile()).at("/aliases/carousel");
  }

  @Test
  void itsFlagsAreThoseOfTheLauncher(@TempDir Path folder) throws Exception {
    String lines =
        "program=x root=.; . launcher/java.sh; version=25 modules=jdk.incubator.vector;"
            + " choose_flags; echo $flags";
    Tree.Ended flags = Tree.in(folder).shell(Map.of(), lines);
    List<String> listed = new ArrayList<>();
    entry().get("java-options").forEach(option -> listed.add(option.asText()));
    assertEquals(flags.out().strip(), String.join(" ", listed), flags.err());
    assertEquals("25+", entry().get("java").asText());
  }

  @Test
  void itNamesTheProgramAndItsJar() throws IOException {
    assertEquals(Main.class.getName(), entry().get("main").asText());
    String jar = entry().get("script-ref").asText();
    assertTrue(jar.startsWith("dev.carousel:carousel-cli:"), jar);
    String version = jar.substring(jar.lastIndexOf(':') + 1);
    String pom = Files.readString(Path.of("../pom.xml"));
    assertTrue(pom.contains("<version>" + version + "</version>\n  <packaging>"), jar);
  }
}
