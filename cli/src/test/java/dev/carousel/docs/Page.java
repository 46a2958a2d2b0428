package dev.carousel.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page in Markdown: its headings, its links and the commands that it shows.
 *
 * @param file where it is
 * @param source all of it
 */
public record Page(Path file, String source) {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern SHOWN =
      Pattern.compile("(?m)^ *(?:\\./)?carousel (\\w.*)$|`(?:\\./)?carousel (\\w[^`]*)`");
  private static final Pattern CONTINUED = Pattern.compile("\\\\\n *");
  private static final Pattern REMARK = Pattern.compile(" {2,}.*| \\\\?[|] .*");
  private static final Pattern INDENTED = Pattern.compile("(?m)^ {4}.*$");
  private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*");
  private static final Pattern OUTSIDE = Pattern.compile("[a-z]+:.*");
  private static final Set<String> SKIPPED = Set.of("target", ".git");

  /** Every page of the source tree. */
  public static List<Page> all() throws IOException {
    List<Page> pages = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean isSkipped = SKIPPED.contains(folder.getFileName().toString());
            return isSkipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              pages.add(read(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return pages;
  }

  static Page read(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page without its blocks of code. */
  String text() {
    return CODE.matcher(source).replaceAll("");
  }

  /** How many words there are to read: of tables too, but not of blocks of code. */
  int words() {
    return (int) WORD.matcher(INDENTED.matcher(text()).replaceAll("")).results().count();
  }

  /** The page's name, seen from the root. */
  public String name() {
    return ROOT.relativize(file).toString();
  }

  /** Links to other pages or files, without those to other sites. */
  List<String> links() {
    return LINK.matcher(text())
        .results()
        .map(link -> link.group(1))
        .filter(link -> !OUTSIDE.matcher(link).matches())
        .toList();
  }

  /** What follows {@code carousel} where the page shows a command, without remarks and pipes. */
  public List<String> commands() {
    return SHOWN
        .matcher(CONTINUED.matcher(source).replaceAll(""))
        .results()
        .map(shown -> shown.group(1) != null ? shown.group(1) : shown.group(2))
        .map(command -> REMARK.matcher(command).replaceFirst("").strip())
        .toList();
  }

  /** What a link may end in after {@code #}, as GitHub makes it of the headings. */
  Set<String> anchors() {
    Map<String, Integer> seen = new HashMap<>();
    Set<String> anchors = new HashSet<>();
    Matcher heading = HEADING.matcher(text());
    while (heading.find()) {
      String anchor = anchor(heading.group(1));
      int before = seen.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? anchor : anchor + "-" + before);
    }
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }
}
