import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Adds the Java of the download to a list of components in CycloneDX: java dist/AddJava.java
 * SBOM.json RELEASE NEW.json, where RELEASE is the file of that name in a JDK.
 */
final class AddJava {
  private AddJava() {}

  public static void main(String[] args) throws IOException {
    Properties release = new Properties();
    try (Reader lines = Files.newBufferedReader(Path.of(args[1]))) {
      release.load(lines);
    }
    ObjectMapper json = new ObjectMapper();
    ObjectNode sbom = (ObjectNode) json.readTree(Path.of(args[0]).toFile());
    String version = value(release, "JAVA_RUNTIME_VERSION");
    ObjectNode java = ((ArrayNode) sbom.get("components")).addObject();
    java.put("type", "platform").put("bom-ref", "java-runtime");
    java.putObject("supplier").put("name", value(release, "IMPLEMENTOR"));
    java.put("name", "OpenJDK").put("version", version);
    java.put("description", "Java of the modules " + value(release, "MODULES"));
    java.putArray("licenses")
        .addObject()
        .put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
    Files.writeString(
        Path.of(args[2]), json.writerWithDefaultPrettyPrinter().writeValueAsString(sbom) + "\n");
  }

  private static String value(Properties release, String name) {
    String value = release.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("the file release of this Java has no line " + name);
    }
    return value.replace("\"", "");
  }
}
