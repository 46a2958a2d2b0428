/** Plugin: texts, tables of numbers, and generated tasks. */
module dev.carousel.data {
  requires com.fasterxml.jackson.annotation;
  requires com.fasterxml.jackson.core;
  requires commons.math3;
  requires transitive dev.carousel.core;
  requires transitive dev.carousel.losses;
  requires org.slf4j;
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;

  exports dev.carousel.data.predict;
  exports dev.carousel.data.score;
  exports dev.carousel.data.source;
  exports dev.carousel.data.source.csv;
  exports dev.carousel.data.source.folder;
  exports dev.carousel.data.source.jsonl;
  exports dev.carousel.data.source.npy;
  exports dev.carousel.data.source.ts;
  exports dev.carousel.data.table;
  exports dev.carousel.data.tasks;
  exports dev.carousel.data.text;

  // What the source of another module of Carousel is made of.
  exports dev.carousel.data.internal.columns to
      dev.carousel.duckdb,
      dev.carousel.spark;
  exports dev.carousel.data.internal.reading to
      dev.carousel.duckdb;

  opens dev.carousel.data.table to
      com.fasterxml.jackson.databind;
  opens dev.carousel.data.tasks to
      com.fasterxml.jackson.databind;
  opens dev.carousel.data.text to
      com.fasterxml.jackson.databind;

  provides dev.carousel.data.CodecKind with
      dev.carousel.data.text.BytesKind,
      dev.carousel.data.text.ListedKind,
      dev.carousel.data.text.TextKind,
      dev.carousel.data.text.WordsKind,
      dev.carousel.data.table.TableKind,
      dev.carousel.data.tasks.TaskKind;
  provides dev.carousel.data.TaskProvider with
      dev.carousel.data.tasks.AddingTaskProvider,
      dev.carousel.data.tasks.CopyingTaskProvider,
      dev.carousel.data.tasks.CountingTaskProvider,
      dev.carousel.data.tasks.LongLagTaskProvider,
      dev.carousel.data.tasks.OriginalAddingTaskProvider,
      dev.carousel.data.tasks.PascanuAddingTaskProvider,
      dev.carousel.data.tasks.PascanuOrderTaskProvider,
      dev.carousel.data.tasks.ReberTaskProvider,
      dev.carousel.data.tasks.TemporalOrderTaskProvider,
      dev.carousel.data.tasks.TriggerTaskProvider,
      dev.carousel.data.tasks.TwoSequenceTaskProvider;
  provides dev.carousel.data.frame.FrameSourceProvider with
      dev.carousel.data.source.csv.CsvSourceProvider,
      dev.carousel.data.source.csv.TsvSourceProvider,
      dev.carousel.data.source.folder.FolderSourceProvider,
      dev.carousel.data.source.jsonl.JsonLinesSourceProvider,
      dev.carousel.data.source.npy.NpySourceProvider,
      dev.carousel.data.source.npy.NpzSourceProvider,
      dev.carousel.data.source.ts.TsSourceProvider;
}
