package dev.carousel.cli;

import dev.carousel.docs.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The commands of a page on another framework, run on networks and data of their kind. */
final class ForeignPage {
  private ForeignPage() {}

  /**
   * Runs all commands of a page, in their order.
   *
   * @param page such as {@code docs/keras.md}
   * @param files the names on the page, and what they stand for
   * @param written names of what the commands write, which is put into the folder
   * @return how many commands there were
   */
  static int run(String page, Path folder, Map<String, String> files, List<String> written)
      throws IOException {
    List<String> commands =
        Page.all().stream()
            .filter(each -> each.name().equals(page))
            .flatMap(each -> each.commands().stream())
            .toList();
    for (String command : commands) {
      String[] words = command.split(" ");
      for (int i = 0; i < words.length; i++) {
        words[i] =
            written.contains(words[i])
                ? folder.resolve(words[i]).toString()
                : files.getOrDefault(words[i], words[i]);
      }
      Answer.to(words).succeeded();
    }
    return commands.size();
  }

  /** A table of one column, {@code load}. */
  static Path loads(Path folder) throws IOException {
    String table = Files.readString(Samples.table(folder));
    return Samples.write(
        folder.resolve("load.csv"), table.replace("wave", "load").replaceAll("(?m)^[^,]*,", ""));
  }
}
