;;; emacs_session.el --- a spec in Emacs, without a screen  -*- lexical-binding: t; -*-
;; emacs -q --batch -L CLIENTS/emacs -l emacs_session.el SMCOST
(require 'cl-lib)
(require 'smcost-mode)

(defconst spec "use aws.sagemaker @ page-de
region us-east-1
period 2025-03

concept = train 4x ml.m4.4xlarge 30min
scenario office {
  set concept.run = 20min
}
")
(defvar program (pop command-line-args-left))
(defvar folder (file-name-as-directory (make-temp-file "smcost " t)))
(defvar file (concat folder "spec.smcost"))

(defun until (what holds)
  "Wait for HOLDS, which is WHAT."
  (let ((end (+ (float-time) 20)) found)
    (while (not (setq found (funcall holds)))
      (when (> (float-time) end) (error "Not in 20 s: %s" what))
      (accept-process-output nil 0.05))
    found))

(write-region spec nil file)
;; Eglot takes the file for one of a project's.
(make-directory (concat folder ".git"))
(find-file file)
(cl-assert (eq major-mode 'smcost-mode))

;; Every line stands where it is.
(indent-region (point-min) (point-max))
(cl-assert (equal (buffer-string) spec) t)
;; A line of a block that is typed.
(goto-char (point-min))
(search-forward "scenario office {")
(newline-and-indent)
(cl-assert (= (current-column) 2) t)
(insert "drop concept")
(newline-and-indent)
(insert "}")
(indent-according-to-mode)
(cl-assert (= (current-indentation) 0) t)
(erase-buffer)
(insert spec)

;; Comments come and go.
(comment-region (point-min) (line-end-position -6))
(cl-assert (string-prefix-p "# use" (buffer-string)) t)
(uncomment-region (point-min) (line-end-position -6))
(cl-assert (equal (buffer-string) spec) t)
(save-buffer)

;; The server by eglot, which Emacs has from 29 on and Debian 12 in a package of its own.
(require 'eglot)
(setq smcost-mode-command (list program "lsp"))
(let ((eglot-sync-connect t)) (apply #'eglot (eglot--guess-contact)))
(until "the server is there" #'eglot-current-server)
(defun hints ()
  "What stands behind the lines, by line."
  (sort (mapcar (lambda (one) (cons (line-number-at-pos (overlay-start one)) (substring-no-properties (overlay-get one 'after-string))))
                (cl-remove-if-not (lambda (one) (overlay-get one 'smcost-mode-hint)) (overlays-in (point-min) (point-max))))
        (lambda (one other) (< (car one) (car other)))))
;; 4 x 0.5 h at 0.96 USD/h; newer Emacs shows hints by itself.
(defvar draws (not (fboundp 'eglot-inlay-hints-mode)))
(when draws (until "the statement has its cost behind it" (lambda () (equal (hints) '((5 . " 1.92 USD"))))))
(goto-char (point-min))
(search-forward "30min")
(replace-match "15min")
(when draws (until "it has its new cost" (lambda () (equal (hints) '((5 . " 0.96 USD"))))))
(replace-regexp-in-region "15min" "30min" (point-min))
(goto-char (point-min))
(search-forward "train")
(replace-match "trian")
(eglot--signal-textDocument/didChange)
(until "the slip is seen" (lambda () (cl-some (lambda (one) (string-match-p "trian" (flymake-diagnostic-text one))) (flymake-diagnostics))))
(goto-char (point-min))
(search-forward "trian")
(replace-match "train")
(eglot--signal-textDocument/didChange)
(until "it is mended" (lambda () (null (flymake-diagnostics))))
(smcost-mode-bill)
(cl-assert (with-current-buffer "*smcost bill*" (string-match-p "^total" (buffer-string))) t)
(smcost-mode-explain "concept")
;; 4 x 0.5 h at 0.96 USD/h.
(cl-assert (with-current-buffer "*smcost explain*" (string-match-p "0\\.96 USD/h" (buffer-string))) t)
(with-current-buffer (get-file-buffer file) (eglot-shutdown (eglot-current-server)) (set-buffer-modified-p nil))
(delete-directory folder t)
(message "a session of Emacs %s went as it should" emacs-version)
