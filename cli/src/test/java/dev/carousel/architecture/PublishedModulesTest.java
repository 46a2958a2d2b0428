package dev.carousel.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the poms of the published modules must agree on, and what users are told to write. */
class PublishedModulesTest {
  private static final Path ROOT = Path.of("..");
  private static final String BOM = "bom";

  @Test
  void theBomListsEveryPublishedModule() {
    Set<String> published = new TreeSet<>();
    for (String module : modules()) {
      Document pom = pom(module);
      if (!module.equals(BOM)
          && !text(pom, "/project/properties/maven.deploy.skip").equals("true")) {
        published.add(text(pom, "/project/artifactId"));
      }
    }
    assertTrue(published.contains("carousel-core"), published::toString);
    assertEquals(
        published,
        new TreeSet<>(
            texts(pom(BOM), "/project/dependencyManagement/dependencies/dependency/artifactId")));
  }

  @Test
  void theBomAgreesWithTheParent() {
    Document parent = pom(".");
    for (String path :
        List.of(
            "/project/version",
            "/project/url",
            "/project/licenses",
            "/project/developers",
            "/project/scm",
            "/project/properties/project.build.outputTimestamp")) {
      assertFalse(text(parent, path).isEmpty(), path);
      assertEquals(text(parent, path), text(pom(BOM), path), path);
    }
    assertTrue(texts(pom(BOM), "//plugin/artifactId").contains("maven-gpg-plugin"));
    pluginsAgree(pom(BOM));
  }

  @Test
  void everyModuleHasANameAndADescription() {
    for (String module : modules()) {
      assertFalse(text(pom(module), "/project/name").isEmpty(), module);
      assertFalse(text(pom(module), "/project/description").isEmpty(), module);
    }
  }

  @Test
  void theStarterPinsWhatCarouselIsBuiltWith() {
    aStrangerPins("starter-cell", List.of("junit.version", "jspecify.version", "slf4j.version"));
  }

  @Test
  void theConsumerPinsWhatCarouselIsBuiltWith() {
    aStrangerPins("consumer", List.of("slf4j.version"));
  }

  private static void aStrangerPins(String example, List<String> versions) {
    Document stranger = pom("examples/" + example);
    Document parent = pom(".");
    assertEquals("", text(stranger, "/project/parent"), "a stranger has no parent of ours");
    String property = "/project/properties/";
    assertEquals(text(parent, "/project/version"), text(stranger, property + "carousel.version"));
    assertEquals(
        text(parent, property + "java.release"),
        text(stranger, property + "maven.compiler.release"));
    for (String same : versions) {
      assertEquals(text(parent, property + same), text(stranger, property + same), same);
    }
    assertTrue(texts(stranger, "//plugin/artifactId").contains("maven-surefire-plugin"));
    pluginsAgree(stranger);
  }

  private static void pluginsAgree(Document pom) {
    for (String plugin : texts(pom, "//plugin/artifactId")) {
      String version = "//plugins/plugin[artifactId='%s']/version".formatted(plugin);
      assertEquals(text(pom("."), version), text(pom, version), plugin);
      assertFalse(text(pom, version).isEmpty(), plugin);
    }
  }

  @Test
  void theReadmeTellsUsersTheSameVersionsAndFlags() throws IOException {
    Document parent = pom(".");
    String readme = Files.readString(ROOT.resolve("README.md")).replaceAll("\\s+", "");
    String version = text(parent, "/project/version");
    assertTrue(readme.contains("<artifactId>carousel-bom</artifactId>" + version(version)));
    for (String plugin : List.of("maven-compiler-plugin", "maven-surefire-plugin")) {
      String pinned = text(parent, "//plugins/plugin[artifactId='%s']/version".formatted(plugin));
      String block = "<artifactId>%s</artifactId>".formatted(plugin) + version(pinned);
      assertTrue(readme.contains(block), block);
    }
    String flag = "<argLine>--add-modules" + text(parent, "/project/properties/vector.module");
    assertTrue(readme.contains(flag + "</argLine>"), flag);
  }

  /** The dependencies of the program that README shows, which users copy. */
  @Test
  void theReadmeListsWhatItsProgramNeeds() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md")).replaceAll("\\s+", "");
    for (String module : List.of("core", "data", "cells-lstm", "optimizers", "flow")) {
      String dependency =
          "<groupId>dev.carousel</groupId><artifactId>carousel-%s</artifactId></dependency>";
      assertTrue(readme.contains(dependency.formatted(module)), module);
    }
    String slf4j = text(pom("."), "/project/properties/slf4j.version");
    assertTrue(readme.contains("<artifactId>slf4j-nop</artifactId>" + version(slf4j)), slf4j);
  }

  private static String version(String version) {
    return "<version>" + version + "</version>";
  }

  private static List<String> modules() {
    return Stream.concat(
            texts(pom("."), "/project/modules/module").stream(),
            texts(pom("."), "/project/profiles/profile/modules/module").stream())
        .toList();
  }

  private static Document pom(String module) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(ROOT.resolve(module).resolve("pom.xml").toFile());
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new AssertionError(module + " has no pom that can be read", e);
    }
  }

  /** The text of the first node, without white space; empty if there is none. */
  private static String text(Document pom, String path) {
    List<String> found = texts(pom, path);
    return found.isEmpty() ? "" : found.get(0);
  }

  private static List<String> texts(Document pom, String path) {
    try {
      NodeList nodes =
          (NodeList)
              XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
      return IntStream.range(0, nodes.getLength())
          .mapToObj(i -> nodes.item(i).getTextContent().replaceAll("\\s+", ""))
          .toList();
    } catch (XPathExpressionException e) {
      throw new AssertionError(path, e);
    }
  }
}
