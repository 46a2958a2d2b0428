package dev.carousel.data.source.folder;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.FileSum;
import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.internal.reading.DataMemory;
import dev.carousel.error.CarouselException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the files of one folder, and puts them one after the other. */
final class FolderReader {
  private static final String GROUP = FolderSource.GROUP;
  private static final String LABEL = FolderSource.LABEL;
  private static final int MOST_ROWS = Integer.MAX_VALUE - 16;

  private final Path folder;
  private final FolderFiles files;
  private final Function<Path, FrameSource> sources;
  private final Set<String> endings;
  private final LabelFrom labelFrom;
  private final Wanted wanted;
  private final long heap;

  private final Map<String, JoinedColumn> columns = new LinkedHashMap<>();
  private final List<String> groups = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private final List<FileSum> sums = new ArrayList<>();
  private long rows;
  private @Nullable FrameReading first;

  FolderReader(
      Path folder,
      FolderFiles files,
      Function<Path, FrameSource> sources,
      Set<String> endings,
      LabelFrom labelFrom,
      Wanted wanted,
      long heap) {
    this.folder = folder;
    this.files = files;
    this.sources = sources;
    this.endings = endings;
    this.labelFrom = labelFrom;
    this.wanted = wanted;
    this.heap = heap;
  }

  FrameReading read() {
    requireLabels();
    Wanted own = wanted.addedColumn(GROUP);
    if (labelFrom == LabelFrom.FOLDER) {
      own = own.addedColumn(LABEL);
    }
    for (Path file : files.files()) {
      add(file, sources.apply(file).read(file, own));
    }
    FrameReading like = Objects.requireNonNull(first);
    List<String> names = new ArrayList<>(List.of(GROUP));
    if (labelFrom == LabelFrom.FOLDER) {
      names.add(LABEL);
    }
    names.addAll(like.columns());
    wanted.requireIn(folder, names);
    List<String> notes = new ArrayList<>(like.notes());
    notes.add(lengths.size() + (lengths.size() == 1 ? " file" : " files"));
    notes.addAll(files.notes());
    return new FrameReading(frame(), names, notes);
  }

  private void requireLabels() {
    for (Path file : files.files()) {
      boolean isBelow = FolderFiles.portable(folder, file).indexOf('/') >= 0;
      if (labelFrom == LabelFrom.FOLDER && !isBelow) {
        throw CarouselException.failure("A file has no folder to take its label from.")
            .expected("each file in a folder with the name of its label")
            .found(file.getFileName())
            .where(folder)
            .mend("move it into such a folder, or read labels from a column")
            .build();
      }
    }
  }

  private void add(Path file, FrameReading reading) {
    requireAlike(file, reading);
    Frame frame = reading.frame();
    String path = FolderFiles.portable(folder, file);
    rows += frame.rows();
    requireMemory();
    for (Column column : frame.columns()) {
      columns.computeIfAbsent(column.name(), JoinedColumn::new).add(column, path);
    }
    int ending = FolderSource.endingOf(file, endings).orElse("").length();
    groups.add(path.substring(0, path.length() - ending));
    Path parent = file.getParent();
    labels.add(parent == null ? "" : String.valueOf(parent.getFileName()));
    lengths.add(frame.rows());
    for (FileSum sum : frame.identity().files()) {
      sums.add(new FileSum(path, sum.bytes(), sum.sha256()));
    }
  }

  private void requireAlike(Path file, FrameReading reading) {
    Set<String> names = new TreeSet<>(reading.columns());
    if (first == null) {
      first = reading;
      requireOwnNames(file, names);
      return;
    }
    Set<String> expected = new TreeSet<>(first.columns());
    if (!names.equals(expected)) {
      throw CarouselException.failure("The files of the folder have different columns.")
          .expected(String.join(", ", expected) + ", as in " + files.files().get(0))
          .found(String.join(", ", names))
          .where(file)
          .build();
    }
  }

  private void requireOwnNames(Path file, Set<String> names) {
    for (String own : labelFrom == LabelFrom.FOLDER ? List.of(GROUP, LABEL) : List.of(GROUP)) {
      if (names.contains(own)) {
        throw CarouselException.failure(
                "The files of the folder have a column '" + own + "' of their own.")
            .expected("other names, as '" + own + "' is made of the names of files and folders")
            .where(file)
            .mend("rename the column, or put all files into one table")
            .build();
      }
    }
  }

  /** Each column exists twice while it is put together. */
  private void requireMemory() {
    long needed = rows * (columns.size() + 2L) * Double.BYTES;
    if (needed > heap || rows > MOST_ROWS) {
      throw DataMemory.tooLarge(
          "data of the folder", folder, 0, needed, heap, FolderSource.LESS, null);
    }
  }

  private Frame frame() {
    List<Column> joined = new ArrayList<>();
    if (wanted.of(GROUP) != As.SKIP) {
      joined.add(repeated(GROUP, groups));
    }
    if (labelFrom == LabelFrom.FOLDER && wanted.of(LABEL) != As.SKIP) {
      joined.add(repeated(LABEL, labels));
    }
    columns.values().forEach(column -> joined.add(column.finish((int) rows)));
    return Frame.of(folder.toString(), joined, DataIdentity.of(sums));
  }

  /** A column with one word for all rows of a file. */
  private TextColumn repeated(String name, List<String> ofFiles) {
    Map<String, Integer> codes = new LinkedHashMap<>();
    int[] cells = new int[(int) rows];
    int row = 0;
    for (int i = 0; i < ofFiles.size(); i++) {
      int code = codes.computeIfAbsent(ofFiles.get(i), word -> codes.size());
      Arrays.fill(cells, row, row + lengths.get(i), code);
      row += lengths.get(i);
    }
    return new TextColumn(name, new ArrayList<>(codes.keySet()), cells);
  }
}
