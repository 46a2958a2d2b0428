package dev.carousel.data.source.folder;

/** Where the label of a sequence is that is a file. */
public enum LabelFrom {
  /** There is none, or it is in the file. */
  NONE,
  /** It is the name of the folder that the file is in. */
  FOLDER
}
