import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What Maven Central demands of each version that is published, checked in a folder that has the
 * layout of a Maven repository: {@code java .ci/CentralRules.java FOLDER}. Prints what would be
 * refused and ends with 1, or counts what is in order. That a signature fits its file, {@code
 * .ci/release} checks with gpg.
 */
final class CentralRules {
  /** What a pom must have, itself or from a parent, and whether a parent's will do. */
  private enum Element {
    NAME("/project/name", false),
    DESCRIPTION("/project/description", true),
    URL("/project/url", true),
    LICENCE("/project/licenses/license/name", true),
    LICENCE_URL("/project/licenses/license/url", true),
    DEVELOPER("/project/developers/developer/name", true),
    SCM_CONNECTION("/project/scm/connection", true),
    SCM_URL("/project/scm/url", true);

    private final String path;
    private final boolean isInherited;

    Element(String path, boolean isInherited) {
      this.path = path;
      this.isInherited = isInherited;
    }
  }

  private final Path repository;
  private final List<String> refused = new ArrayList<>();

  private CentralRules(Path repository) {
    this.repository = repository;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1 || !Files.isDirectory(Path.of(arguments[0]))) {
      System.err.println("CentralRules needs a folder with the layout of a Maven repository.");
      System.exit(2);
    }
    CentralRules rules = new CentralRules(Path.of(arguments[0]));
    List<Path> poms = files(rules.repository, ".pom");
    poms.forEach(rules::checkVersion);
    if (poms.isEmpty()) {
      rules.refused.add(rules.repository + ": no pom is in it");
    }
    if (!rules.refused.isEmpty()) {
      System.err.println("Maven Central would refuse this:");
      rules.refused.forEach(line -> System.err.println("  " + line));
      System.exit(1);
    }
    System.out.println(
        "Central's rules are kept by " + poms.size() + " artifacts in " + rules.repository);
  }

  private static List<Path> files(Path folder, String suffix) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().endsWith(suffix))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void refuse(Path file, String reason) {
    refused.add(repository.relativize(file) + ": " + reason);
  }

  private void checkVersion(Path file) {
    Optional<Document> parsed = parse(file);
    if (parsed.isEmpty()) {
      refuse(file, "is no XML");
      return;
    }
    Document pom = parsed.get();
    for (Element element : Element.values()) {
      if (inherited(pom, element.path, element.isInherited).isEmpty()) {
        refuse(file, "has no " + element.path.substring("/project/".length()));
      }
    }
    checkCoordinates(file, pom);
    checkDependencies(file, pom);
    if (!text(pom, "/project/packaging").equals("pom")) {
      checkJars(file);
    }
    files(file.getParent(), "").forEach(this::checkSigned);
  }

  private void checkCoordinates(Path file, Document pom) {
    String group = coordinate(pom, "groupId");
    String version = coordinate(pom, "version");
    String artifact = text(pom, "/project/artifactId");
    Path expected =
        repository
            .resolve(group.replace('.', '/'))
            .resolve(Path.of(artifact, version, artifact + "-" + version + ".pom"));
    if (!expected.equals(file)) {
      refuse(file, "is the pom of " + String.join(":", group, artifact, version));
    }
    if (version.endsWith("-SNAPSHOT")) {
      refuse(file, "is a snapshot");
    }
  }

  /** What is needed at run time, and would be published by nobody. */
  private void checkDependencies(Path file, Document pom) {
    String ours = coordinate(pom, "groupId");
    String path =
        "/project/dependencies/dependency[groupId='%s' and not(scope='test')]/artifactId"
            .formatted(ours);
    for (String needed : texts(pom, path)) {
      if (!Files.isDirectory(repository.resolve(ours.replace('.', '/')).resolve(needed))) {
        refuse(file, "needs " + needed + ", which is not published");
      }
    }
  }

  private void checkJars(Path pom) {
    String stem = pom.toString().substring(0, pom.toString().length() - ".pom".length());
    checkJar(Path.of(stem + ".jar"), ".class");
    checkJar(Path.of(stem + "-sources.jar"), ".java");
    checkJar(Path.of(stem + "-javadoc.jar"), "index.html");
  }

  private void checkJar(Path jar, String content) {
    if (!Files.exists(jar)) {
      refuse(jar, "is missing");
      return;
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      if (zip.stream().noneMatch(entry -> entry.getName().endsWith(content))) {
        refuse(jar, "has no " + content);
      }
    } catch (IOException unreadable) {
      refuse(jar, "is no jar");
    }
  }

  /** Everything but signatures, checksums and Maven's own lists is signed, and has checksums. */
  private void checkSigned(Path file) {
    String name = file.getFileName().toString();
    if (name.startsWith("maven-metadata") || name.matches(".*\\.(asc|md5|sha1|sha256|sha512)")) {
      return;
    }
    Path signature = file.resolveSibling(name + ".asc");
    if (!Files.exists(signature)) {
      refuse(file, "has no signature (.asc)");
    } else if (!read(signature).startsWith("-----BEGIN PGP SIGNATURE-----")) {
      refuse(signature, "is no armored signature");
    }
    checkSum(file, "MD5", ".md5");
    checkSum(file, "SHA-1", ".sha1");
  }

  private void checkSum(Path file, String algorithm, String suffix) {
    Path sum = file.resolveSibling(file.getFileName() + suffix);
    if (!Files.exists(sum)) {
      refuse(file, "has no checksum (" + suffix + ")");
    } else if (!read(sum).strip().equalsIgnoreCase(digest(file, algorithm))) {
      refuse(sum, "is the checksum of something else");
    }
  }

  private static String digest(Path file, String algorithm) {
    try {
      byte[] content = Files.readAllBytes(file);
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (IOException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String coordinate(Document pom, String name) {
    String own = text(pom, "/project/" + name);
    return own.isEmpty() ? text(pom, "/project/parent/" + name) : own;
  }

  /** The pom's own text, else that of the nearest parent in the folder. */
  private String inherited(Document pom, String path, boolean isInherited) {
    String own = text(pom, path);
    return own.isEmpty() && isInherited
        ? parent(pom).map(parent -> inherited(parent, path, true)).orElse("")
        : own;
  }

  private Optional<Document> parent(Document pom) {
    String artifact = text(pom, "/project/parent/artifactId");
    String version = text(pom, "/project/parent/version");
    Path file =
        repository
            .resolve(text(pom, "/project/parent/groupId").replace('.', '/'))
            .resolve(Path.of(artifact, version, artifact + "-" + version + ".pom"));
    return artifact.isEmpty() || !Files.exists(file) ? Optional.empty() : parse(file);
  }

  private static Optional<Document> parse(Path file) {
    try {
      return Optional.of(
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
    } catch (SAXException malformed) {
      return Optional.empty();
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  private static String text(Document pom, String path) {
    return texts(pom, path).stream().findFirst().orElse("");
  }

  private static List<String> texts(Document pom, String path) {
    try {
      XPath paths = XPathFactory.newInstance().newXPath();
      NodeList nodes = (NodeList) paths.evaluate(path, pom, XPathConstants.NODESET);
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < nodes.getLength(); i++) {
        String text = nodes.item(i).getTextContent().strip();
        if (!text.isEmpty()) {
          texts.add(text);
        }
      }
      return texts;
    } catch (XPathExpressionException e) {
      throw new IllegalStateException(path, e);
    }
  }
}
