package dev.carousel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The texts, tables, runs and plugins that {@link OptionTrials} names.
 *
 * @param folder that they are written to
 */
record OptionInputs(Path folder) {
  private static final String OWN = "--plugins @/plugins --cell copy --units 4 ";

  /** Writes all folder. */
  void make() throws IOException {
    Samples.text(folder);
    Samples.table(folder);
    labelledGroups();
    panel();
    Samples.write(folder.resolve("wrong.yaml"), "unitz: 3\n");
    Samples.write(folder.resolve("other.txt"), "a dog and a cat; the mat.\n".repeat(30));
    PluginJars.cell(
        Files.createDirectory(folder.resolve("plugins")).resolve("copy.jar"),
        "Copy",
        "copy",
        "",
        "s.state(\"h\"); s.next(\"h\", s.affine(\"a\", s.input(), s.state(\"h\")));");
    done("train", "--out @/run --text @/text.txt --units 4 --batch 4 --bptt 8 --updates 5");
    done("export", "@/run --to @/foreign.safetensors");
    String figures = "--text @/text.txt --cell rnn --units 4 --updates 2 --lag 4 --json @/";
    done("diagnose", figures + "a.json");
    done("diagnose", figures + "b.json --seed 2");
    Samples.write(folder.resolve("changed.txt"), "the cat sat on the mat.\n".repeat(40));
    done("train", "--out @/changed --text @/changed.txt --units 4 --batch 4 --bptt 8 --updates 5");
    Samples.write(folder.resolve("changed.txt"), "the cat sat on the hat.\n".repeat(40));
    done("train", OWN + "--out @/own --text @/text.txt --updates 5");
    done("train", "--out @/tabled --csv @/table.csv --target wave --units 4 --updates 5");
    done("train", OWN + "--out @/own-tabled --csv @/table.csv --target wave --updates 5");
    done("train", "--out @/panelled --updates 5 " + OptionTrials.PANEL);
    String task = "adding:length=5,sequences=20,valid=10";
    done("train", "--out @/tasked --units 4 --updates 5 --task " + task);
    fail("--out @/failed --cell rnn", "failed.safetensors");
    fail(OWN + "--out @/failed-own", "own.safetensors");
  }

  /** Twenty series of two kinds, each longer than the chunks that are tried. */
  private void labelledGroups() throws IOException {
    StringBuilder table = new StringBuilder("id,step,wave,kind\n");
    for (int id = 0; id < 20; id++) {
      String kind = id % 3 == 0 ? "slow" : "fast";
      double pace = id % 3 == 0 ? 0.2 : 0.9;
      for (int step = 0; step < 12; step++) {
        double wave = Math.sin(id + pace * step);
        table.append(String.format(Locale.ROOT, "g%d,%d,%.4f,%s%n", id, step, wave, kind));
      }
    }
    Samples.write(folder.resolve("labelled.csv"), table.toString());
  }

  /** Three shops by the day, with a row and a cell missing in each. */
  private void panel() throws IOException {
    StringBuilder table = new StringBuilder("shop,date,wave,time,promoted,weekday,size\n");
    for (int shop = 0; shop < 3; shop++) {
      for (int day = 0; day < 84; day++) {
        String date = LocalDate.of(2024, 3, 1).plusDays(day).toString();
        double wave = 10 * shop + Math.sin(shop + 0.9 * day);
        String time = day == 9 + shop ? "" : Integer.toString(8 + day % 3);
        String week = (day % 2) + "," + (day % 7 == 0 ? "rest" : "work");
        if (day != 5 + shop) {
          table.append(
              String.format(
                  Locale.ROOT, "s%d,%s,%.4f,%s,%s,%d%n", shop, date, wave, time, week, 3 + shop));
        }
      }
    }
    Samples.write(folder.resolve("panel.csv"), table.toString());
  }

  /** Makes a run with an update that is not finite, and keeps the file of that update. */
  private void fail(String line, String name) throws IOException {
    String table = " --csv @/table.csv --target wave --valid 0 --updates 60 --batch 4 --bptt 8";
    String[] words = words("train", line + table + " --optimizer sgd:lr=1e6 --hook none", folder);
    Answer.to(words);
    try (Stream<Path> files =
        Files.list(Path.of(words[Arrays.asList(words).indexOf("--out") + 1]))) {
      Path failed = files.filter(file -> file.toString().contains("nonfinite-")).findFirst().get();
      Files.copy(failed, folder.resolve(name));
    }
  }

  private void done(String command, String line) {
    Answer.to(words(command, line, folder)).succeeded();
  }

  /** The words of a command line: {@code @} is the folder of the inputs, {@code !} a fresh one. */
  String[] words(String command, String line, Path fresh) {
    List<String> words = new ArrayList<>(List.of(command));
    Stream.of(line.split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> word.replace("@", folder.toString()).replace("!", fresh.toString()))
        .forEach(words::add);
    return words.toArray(new String[0]);
  }
}
