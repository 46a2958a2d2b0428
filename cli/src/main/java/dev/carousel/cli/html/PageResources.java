package dev.carousel.cli.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The texts of a page, from the class path, with line feeds only. */
final class PageResources {
  private static final String LIBRARY_VERSION =
      "/META-INF/maven/org.webjars/echarts/pom.properties";
  private static final String LIBRARY = "/META-INF/resources/webjars/echarts/%s/echarts.min.js";

  private PageResources() {}

  /** A part of the page that is Carousel's own. */
  static String text(String name) {
    return read(name);
  }

  /** Apache ECharts, minified, as its jar holds it. */
  static String library() {
    String version = libraryVersion();
    String script = read(String.format(LIBRARY, version));
    if (script.contains("</script") || script.contains("<!--")) {
      throw new IllegalStateException("ECharts " + version + " cannot stand in a page as it is");
    }
    return script;
  }

  private static String libraryVersion() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(read(LIBRARY_VERSION)));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return properties.getProperty("version");
  }

  /** A browser hashes a script after it has turned its line ends into line feeds. */
  private static String read(String resource) {
    try (InputStream in = PageResources.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException("not on the class path: " + resource);
      }
      return new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n").replace('\r', '\n');
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
