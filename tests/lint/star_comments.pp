/* one line */
class a {
  /*
   * several
   *
   * lines
   */
  $b = /* inside */ 1
}
